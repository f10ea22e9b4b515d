"""The live formulas of a form: text with [Header] for a cell of the same row and [Sheet:Header] for a whole column.

They speak defined names for each number of the law (`bobot_hasil`, `batas_nilai` …); the names stand on the sheet
Petunjuk with their source, filled in from the rulebook, so that no number of the law is typed into a formula.
"""

from __future__ import annotations

from kinerja_pauh.appraisal.model import Aspect, Decision, Direction, Kind, Rating, Remedy

from .form_words import BEHAVIOUR, FACTORS, LEFT_OUT, RATINGS, SUMMARY, WORK

IS_RATING = "OR(" + ",".join(f'{{0}}="{rating}"' for rating in RATINGS) + ")"
OWN = "([{0}:NIP]=[NIP])"
MAIN = f'([{WORK}:Jenis]="{Kind.MAIN}")'
COUNTS = f'([{WORK}:Faktor Luar]<>"{LEFT_OUT}")'
MINE = OWN.format(WORK)


def rated(rating: Rating) -> str:
    """How many of the person's behaviour rows have this rating; COUNTIF would compare NIPs as 15-digit numbers."""
    return f'SUMPRODUCT({OWN.format(BEHAVIOUR)}*([{BEHAVIOUR}:Rating]="{rating}"))'


def capaian(reached: str, lower: str, upper: str) -> str:
    aim = f"MEDIAN({lower},{upper},{reached})"
    falling = f"ROUND(MAX(0,(2*{aim}-{reached})*100/{aim}),2)"
    return f'IF([Arah]="{Direction.LOWER}",{falling},ROUND({reached}*100/{aim},2))'


UPPER = 'IF([Target Atas]="",[Target],[Target Atas])'
RATED_CAPAIAN = (
    f'IF([Realisasi]="{Rating.ABOVE}",nilai_di_atas,IF([Realisasi]="{Rating.MEETS}",nilai_sesuai,'
    f'IF([Realisasi]="{Rating.BELOW}",nilai_di_bawah,"")))'
)
RAW_CAPAIAN = (
    f'IF([Arah]="{Direction.QUALITATIVE}",{RATED_CAPAIAN},'
    f'IF(OR(NOT(ISNUMBER([Realisasi])),NOT(ISNUMBER([Target]))),"",'
    f'IF(OR([Target]<=0,[Realisasi]<0,{UPPER}<[Target]),"",{capaian("[Realisasi]", "[Target]", UPPER)})))'
)
DAYS_LEFT = "(hari_periode-[Faktor Luar])"
ADJUSTED_CAPAIAN = (
    f'IF(OR([Capaian (%)]="",[Faktor Luar]="{LEFT_OUT}"),"",IF([Faktor Luar]=0,[Capaian (%)],'
    f'IF({DAYS_LEFT}<=0,"",'
    + capaian("[Realisasi]*hari_periode", f"[Target]*{DAYS_LEFT}", f"{UPPER}*{DAYS_LEFT}")
    + ")))"
)


def score(capaian: str) -> str:
    return (
        f'IF({capaian}="","",IF([Jenis]="{Kind.ADDITIONAL}",'
        f"LOOKUP(ROUND({capaian},0),tambahan_batas,tambahan_nilai),MIN({capaian},batas_nilai)))"
    )


def contribution(capaian: str, score: str, weights: str) -> str:
    share = f"LOOKUP(ROUND({capaian},0),tambahan_batas,tambahan_persen)"
    return (
        f'IF({score}="","",IF([Jenis]="{Kind.ADDITIONAL}",{share}*[Bobot (%)]*{score}/10000,'
        f'IF({weights}=0,"",[Bobot (%)]*{score}/{weights})))'
    )


def factor_rows(remedy: Remedy) -> str:
    return (
        f'([{FACTORS}:NIP]=[NIP])*([{FACTORS}:No Indikator]=[No])*([{FACTORS}:Cara]="{remedy}")'
        f'*([{FACTORS}:Keputusan Penilai]="{Decision.AGREED}")'
        f'*([{FACTORS}:Keputusan Atasan Penilai]="{Decision.AGREED}")'
    )


FACTOR = (
    f'IF(SUMPRODUCT({factor_rows(Remedy.LEAVE_OUT)})>0,"{LEFT_OUT}",'
    f'IF(AND([Aspek]="{Aspect.QUANTITY}",[Arah]="{Direction.HIGHER}"),'
    f"SUMPRODUCT({factor_rows(Remedy.PRORATE)}*[{FACTORS}:Hari]),0))"
)
KEPT_WEIGHT = f"SUMPRODUCT({MINE}*{MAIN}*{COUNTS},[{WORK}:Bobot (%)])"

NAME = f'IF([NIP]="","",IFERROR(INDEX([{SUMMARY}:Nama],MATCH([NIP],[{SUMMARY}:NIP],0)),"NIP tidak ada di Ringkasan"))'
DATES = "ISNUMBER([Mulai]),ISNUMBER([Selesai])"

MINE_SUM = f"SUMPRODUCT({MINE}*{{0}},[{WORK}:{{1}}])"
ADDITIONAL = f'([{WORK}:Jenis]="{Kind.ADDITIONAL}")'
WEIGHT_OFF = f"ROUND(SUMPRODUCT({MINE}*{MAIN},[{WORK}:Bobot (%)]),4)<>100"


def work_score(contribution: str) -> str:
    main = MINE_SUM.format(MAIN, contribution)
    additional = MINE_SUM.format(ADDITIONAL, contribution)
    return f"ROUND(MIN(maks_hasil_kerja,{main}+MIN(maks_tambahan,{additional})),2)"


CAP_OPEN = 'AND(batas_faktor_luar<maks_hasil_kerja,[Hasil Tanpa Faktor Luar]="")'


def capped_score(contribution: str) -> str:
    """The score with the outside factors under the office's cap; a cap that cannot bind asks for no raw score."""
    most = 'IF([Hasil Tanpa Faktor Luar]="",maks_hasil_kerja,[Hasil Tanpa Faktor Luar]+batas_faktor_luar)'
    return f"ROUND(MIN({work_score(contribution)},{most}),2)"


ROWS_OPEN = f'SUMPRODUCT({MINE}*{COUNTS}*([{WORK}:Nilai Disesuaikan]=""))>0'
RAW_ROWS_OPEN = f'SUMPRODUCT({MINE}*([{WORK}:Nilai]=""))>0'
CHOSEN_WORK = 'IF([Rating Hasil]="",[Rating Hasil (Usulan)],[Rating Hasil])'
CHOSEN_BEHAVIOUR = 'IF([Rating Perilaku]="",[Rating Perilaku (Usulan)],[Rating Perilaku])'
REASON_OWED = (
    'AND([Alasan]="",OR(AND([Rating Hasil]<>"",[Rating Hasil (Usulan)]<>"",[Rating Hasil]<>[Rating Hasil (Usulan)]),'
    'AND([Rating Perilaku]<>"",[Rating Perilaku (Usulan)]<>"",[Rating Perilaku]<>[Rating Perilaku (Usulan)])))'
)
EXAMPLE_OWED = (
    f'SUMPRODUCT({OWN.format(BEHAVIOUR)}*([{BEHAVIOUR}:Contoh Perilaku]="")*'
    f'(([{BEHAVIOUR}:Rating]="{Rating.ABOVE}")+([{BEHAVIOUR}:Rating]="{Rating.BELOW}")))>0'
)

LIVE = f"INDEX([{SUMMARY}:{{0}}],MATCH([NIP],[{SUMMARY}:NIP],0))"
SAME = ",".join(
    f"[{mine}]={LIVE.format(live)}"
    for mine, live in (
        ("Nilai Hasil Kerja", "Nilai Hasil Kerja"),
        ("Hasil Tanpa Faktor Luar", "Hasil Tanpa Faktor Luar"),
        ("Nilai Perilaku", "Nilai Perilaku"),
        ("Nilai Akhir", "Nilai Akhir"),
        ("Sebutan", "Sebutan"),
        ("Predikat", "Predikat"),
    )
)
