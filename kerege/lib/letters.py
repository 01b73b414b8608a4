"""Letters of the region's scripts and the Latin sounds they are folded to. Only `lib.text` reads these tables."""


def _table(pairs: str) -> dict[str, str]:
    """Pairs of letters and sounds, `letters=sound`, apart by spaces; a sound may be empty."""
    out: dict[str, str] = {}
    for pair in pairs.split():
        letters, _, sound = pair.partition("=")
        out.update(dict.fromkeys(letters, sound))
    return out


# Latin letters that do not decompose into a letter and a mark, or whose mark is another sound.
LATIN = _table("ı=i ə=a ø=o ł=l đ=dj ð=d þ=th ŋ=n æ=ae œ=oe şšș=sh çč=ch žź=zh ţț=ts ǵğ=g ñń=n ý=y")

# Russian, Kazakh, Kyrgyz, Uzbek, Tajik, Mongolian, Ukrainian, Serbian and Macedonian.
CYRILLIC = _table(
    "аә=a б=b в=v гғґӷ=g дԁ=d е=e ё=io эє=e з=z иійӣїы=i ј=i кқҡ=k лљ=l м=m нңњ=n оө=o п=p р=r с=s т=t уүұӯ=u ў=o ф=f "
    "хҳһ=h ц=ts ч=ch ћ=ch ѓ=g ќ=k ђ=j џ=j жҷӂӝ=j ш=sh щ=sh ъь= ю=iu я=ia ѕ=dz"
)

# Arabic, Persian, Dari, Pashto, Urdu and Uyghur letters. Short vowels are not written, so they are not invented.
SEMITIC = _table(
    "اآأإٱ=a ب=b پ=p تٹطټ=t ثسص=s جژږ=j چڅ=ch حخهہھ=h دڈډ=d ذزضظځ=z رڑړ=r شښ=sh عء= غگګڭ=g ف=f قکك=k ل=l م=m نںڼ=n "
    "وؤۆۇۈۋ=u یيىئېۍے=i ة=a ە=e"
)

# Letters that stand behind another one in their alphabet, though Unicode has them behind all others.
BEHIND = _table(
    "ә=а ғ=г ѓ=г ё=е є=е җ=ж ӣ=и і=и ї=и қ=к ҡ=к ң=н ө=о ў=у ұ=у ү=у ӯ=у һ=х ҳ=х ҷ=ч "
    "پ=ب ټ=ت چ=ج څ=ج ډ=د ړ=ر ژ=ز ښ=س گ=ک ڼ=ن"
)
