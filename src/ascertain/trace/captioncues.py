"""Words of captions that say how they are meant: as an archive picture, as an example, by whom, of whom."""

from __future__ import annotations

import re


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


ARCHIVE = _any(
    r"\bfile (?:photo|picture|image|pic|video)", r"\b(?:from the )?archives?\b", r"\barchival\b", r"archivbild",
    r"archivfoto", r"archivaufnahme", r"\barchivo\b", r"\bd['’]archives?\b", r"\bd['’]archivio\b", r"\barquivo\b",
    r"архивн", r"из архива", r"архівн", r"з архіву", r"archiwaln", r"\barşiv", r"\barsip\b", r"archieffoto",
    r"资料[图照]", r"資料[圖照]", r"資料写真", r"자료\s?사진", r"أرشيف", r"फ़?ाइल (?:फोटो|फ़ोटो|तस्वीर)", r"आर्काइव",
)  # fmt: skip
"""The picture is older than what it is shown for, and the caption says so: its date is the story's."""

EXAMPLE = _any(
    r"symbolbild", r"symbolfoto", r"\billustrati(?:on|ve|onsbild)", r"\bimage d['’]illustration", r"\bilustrativa\b",
    r"\bilustração\b", r"\bilustra(?:cyjne|tiv|si)\b", r"\billustrativa\b", r"\bstock (?:photo|image|picture)\b",
    r"иллюстрати", r"ілюстратив", r"\btemsili\b", r"イメージ(?:写真|画像)?", r"示意[图圖]", r"配图",
    r"참고\s?(?:사진|이미지)", r"تعبيرية", r"प्रतीकात्मक",
)  # fmt: skip
"""The picture stands for something, and the caption does not claim that it shows it."""

DENIED = re.compile(
    r"^\W*(?:false|fake|fact[- ]?check|hoax|debunked|misleading|no,|falsch|faktencheck|falschmeldung|faux|infox|"
    r"fals[oa]|bulo|boato|bufala|нет,|ложь|фейк|неправда|фальш\w+|fałsz\w*|yanlış|yalan|hoaks|salah|फेक|झूठ\w*|"
    r"फैक्ट चेक|كاذب|زائف|خطأ|辟谣|谣言|假的?[::]|不实|デマ|誤り|거짓|가짜|팩트\s?체크)",
    re.IGNORECASE,
)
"""The words repeat what others say of the picture, in order to deny it."""

STAMP_BEFORE = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^.;|]{0,40}$|"
    r"(?:\bupdated|\bpublished|\bposted|\bmodified|\baccessed|\bretrieved|\buploaded|aktualisiert|veröffentlicht|abgerufen|"
    r"publicad[oa]|actualizad[oa]|publiée?|mise? à jour|consultée?|pubblicat[oa]|aggiornat[oa]|atualizad[oa]|"
    r"опубликован[оа]?|обновлен[оа]?|опубліковано|оновлено|opublikowan[oaey]|aktualizacja|güncellen\w+|yayın\w+|"
    r"diterbitkan|diperbarui|更新|发布|發布|公開|掲載|게시|수정|입력|نشر(?:ت)?|تحديث|प्रकाशित|अपडेट)"
    r"[^.;|]{0,15}$",
    re.IGNORECASE,
)
"""The date behind is that of the page or of the right in it, not of an event."""

SHOWS = re.compile(
    r"\b(?:shows?|showing|pictured|seen|photographed)\b|\bin (?:this|the) (?:photo|picture|image|video)\b|"
    r"\bzeigt\b|\bim bild\b|\bauf dem (?:foto|bild)\b|\ben (?:la|esta) (?:foto|imagen)\b|\bmuestra\b|\bmontre\b|"
    r"\bsur (?:la|cette) photo\b|\bnella foto\b|\bna (?:foto|imagem)\b|\bmostra\b|на (?:фото|снимк|знімк)\w*|"
    r"\bna zdjęciu\b|\bdi foto\b|\bfotoğraf\w*|照片|写真|사진|الصورة|صورة|तस्वीर",
    re.IGNORECASE,
)
"""Behind such words a caption says who is in the picture."""
