from __future__ import annotations

import pytest

from truceline.intake.english import is_english

ENGLISH = (
    "The harbour of Ostrel was shelled for a third day on Monday, and ferries to the islands did not leave. "
    "Officials said that talks would go on, but nobody could tell when they would end or who had asked for them. "
)
OTHERS = {
    "German": (
        "Der Hafen von Ostrel wurde am Montag den dritten Tag in Folge beschossen, und die Fähren zu den "
        "Inseln fuhren nicht aus. Die Behörden sagten, dass die Gespräche weitergehen sollten, doch niemand "
        "konnte sagen, wann sie enden würden oder wer sie verlangt hatte. Bewohner berichteten von schweren "
        "Schäden in der Altstadt."
    ),
    "Dutch": (
        "De haven van Ostrel werd maandag voor de derde dag beschoten en de veerboten naar de eilanden voeren"
        " niet uit. Volgens de autoriteiten zouden de gesprekken doorgaan, maar niemand kon zeggen wanneer ze"
        " zouden eindigen of wie erom had gevraagd. Bewoners meldden zware schade in de oude stad en in de "
        "wijken daar omheen."
    ),
    "French": (
        "Le port d’Ostrel a été bombardé lundi pour le troisième jour de suite, et les ferries vers les îles "
        "ne sont pas partis. Les autorités ont affirmé que les pourparlers allaient continuer, mais personne "
        "ne pouvait dire quand ils prendraient fin ni qui les avait demandés. Des habitants parlent de lourds"
        " dégâts."
    ),
    "Spanish": (
        "El puerto de Ostrel fue bombardeado el lunes por tercer día consecutivo y los transbordadores a las "
        "islas no salieron. Las autoridades dijeron que las conversaciones seguirían, pero nadie supo decir "
        "cuándo terminarían ni quién las había pedido. Los vecinos hablaron de graves daños en el casco "
        "antiguo."
    ),
    "Danish": (
        "Havnen i Ostrel blev mandag beskudt for tredje dag i træk, og færgerne til øerne sejlede ikke. "
        "Ifølge myndighederne ville samtalerne fortsætte, men ingen kunne sige, hvornår de ville slutte, "
        "eller hvem der havde bedt om dem. Beboere fortalte om store skader i den gamle bydel og i "
        "kvartererne omkring den."
    ),
    "Turkish": (
        "Ostrel limanı pazartesi günü üst üste üçüncü gün bombalandı ve adalara giden feribotlar kalkmadı. "
        "Yetkililer görüşmelerin süreceğini söyledi, ancak ne zaman biteceğini ya da kimin istediğini kimse "
        "söyleyemedi. Bölge sakinleri eski kentte ve çevresindeki mahallelerde ağır hasar olduğunu anlattı."
    ),
    "Russian": (
        "Порт Острель обстреливали в понедельник третий день подряд, и паромы на острова не ушли. Власти "
        "заявили, что переговоры продолжатся, но никто не мог сказать, когда они закончатся и кто о них "
        "просил. Жители рассказали о тяжёлых разрушениях в старом городе и в соседних кварталах."
    ),
    "Arabic": (
        "تعرض ميناء أوسترل للقصف يوم الاثنين لليوم الثالث على التوالي ولم تغادر العبارات إلى الجزر. وقالت "
        "السلطات إن المحادثات ستستمر، لكن لم يستطع أحد أن يقول متى ستنتهي أو من طلبها. وتحدث السكان عن أضرار "
        "جسيمة في المدينة القديمة وفي الأحياء المحيطة بها، وعن انقطاع الكهرباء والماء عن معظم المنازل منذ "
        "الفجر."
    ),
    "Chinese": (
        "奥斯特雷尔港周一连续第三天遭到炮击，前往各岛的渡轮没有开出。当局表示会谈将继续进行，但没有人能说出会"
        "谈何时结束，也没有人知道是谁提出的。"
    )
    * 5,
}


def test_english_is_english() -> None:
    assert is_english(ENGLISH * 2)


def test_capitals_do_not_hide_it() -> None:
    assert is_english((ENGLISH * 2).upper())


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_not(language: str) -> None:
    assert not is_english(OTHERS[language] * 2)


@pytest.mark.parametrize("text", ["", "Alto el fuego en Ostrel.", "Tarn", "12 34 56 " * 400])
def test_what_is_too_short_to_tell_is_let_in(text: str) -> None:
    assert is_english(text)


def test_foreign_names_and_a_quotation_do_not_decide() -> None:
    assert is_english(ENGLISH + "“" + OTHERS["French"] + "” " + ENGLISH)


def test_one_long_word_does_not_decide() -> None:
    assert is_english("a" * 1_000_000)
