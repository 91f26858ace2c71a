# SPDX-License-Identifier: MIT
"""Letters and digits of raw titles and abstracts, read by other means than
paperd's: a tag pattern with a list of its own, html.unescape in a loop, NFC,
ligatures and fullwidth forms spelt out; and, one by one, what else may be read
differently (READINGS).  For letters.py.
"""
import html
import itertools
import re
import unicodedata

ROUNDS = 6  # of tags and entities, as deep as escaping was ever met

# ---- markup, by a list and a pattern of our own ----

BLOCK = """p div br hr sec title subtitle h1 h2 h3 h4 h5 h6 list list-item ul
ol li dl dt dd tr td th table tbody thead section article label abstract
abstracttext otherabstract articletitle vernaculartitle copyrightinformation
disp-quote blockquote pre body html trans-abstract caption def-list def-item
def simple-sec def-para""".split()
DROPPED = """script style head table-wrap fig graphic inline-graphic
object-id""".split()
FORMULA = "inline-formula disp-formula alternatives math semantics".split()
INLINE = """i b em strong italic bold u underline sub sup inf sc scp small big
span font a ext-link uri email xref styled-content named-content monospace
roman overline strike s q cite abbr code tt kbd var ins del mark nobr wbr
center img sans-serif related-article related-object
inline-supplementary-material bibr cross-ref cross-refs hsp vsp fn
private-char break chem-struct annotation annotation-xml tex-math mrow mi mn
mo ms mtext msub msup msubsup mfrac msqrt mroot mover munder munderover
mmultiscripts mprescripts none mtable mtr mtd mspace mstyle mpadded mphantom
mfenced menclose merror maction mlabeledtr maligngroup malignmark""".split()

NAMES = "|".join(sorted(map(re.escape, BLOCK + DROPPED + FORMULA + INLINE),
                        key=len, reverse=True))
VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'<>=]+)"""
ATTRIBUTE = rf"\s+[\w:.-]+\s*=\s*{VALUE}"
TAG = re.compile(
    rf"<(?P<close>/?)(?:[A-Za-z][\w.-]*:)?(?:(?P<name>{NAMES})"
    rf"(?P<rest>(?:{ATTRIBUTE})*)|(?P<other>[A-Za-z][\w:.-]*)(?:{ATTRIBUTE})+)"
    r"\s*(?P<empty>/?)>", re.I)
COMMENT = re.compile(r"<!--.*?-->|<\?xml.*?\?>|<!\[CDATA\[|\]\]>", re.S)
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
UNFINISHED = re.compile(rf"</?(?:[A-Za-z][\w.-]*:)?(?:{NAMES})"
                        rf"(?:\s[^<>]*)?$", re.I)


def name_of(tag):
    return (tag["name"] or "").lower()


def lone_names(text):
    """Inline names that are only opened or only closed: <q>, <x>, <A> and
    <B> of mathematics."""
    opened, closed = set(), set()
    for tag in TAG.finditer(text):
        (closed if tag["close"] else opened).add(name_of(tag))
    return (opened ^ closed) & set(INLINE)


def without_tags(text):
    """Blocks part paragraphs, other tags leave nothing.  A name that is not
    in the lists is a tag where it has an attribute, and where it closes one;
    a lone inline name without an attribute is text."""
    lone = lone_names(text)

    def read(tag):
        name = name_of(tag)
        if name in lone and not tag["rest"] and not tag["empty"]:
            return tag[0]
        return "\n" if name in BLOCK else ""

    for unknown in {tag["other"] for tag in TAG.finditer(text)} - {None}:
        text = re.sub(rf"</{re.escape(unknown)}\s*>", "", text)
    return TAG.sub(read, text) if "<" in text else text


def over_elements(text, names, replace):
    """Replaces each outermost element of these names by replace(element)."""
    out, start, depth, last = [], 0, 0, 0
    for tag in TAG.finditer(text):
        if name_of(tag) not in names:
            continue
        if tag["empty"] and not depth:
            out += [text[last:tag.start()], replace(tag[0])]
            last = tag.end()
        elif tag["close"] and depth:
            depth -= 1
            if not depth:
                out += [text[last:start], replace(text[start:tag.end()])]
                last = tag.end()
        elif not tag["close"] and not tag["empty"]:
            start = start if depth else tag.start()
            depth += 1
    return "".join(out) + text[last:]


def inside(element, name, attributes=""):
    found = re.search(rf"<(?:[\w.-]+:)?{name}\b[^>]*{attributes}[^>]*>(.*?)"
                      rf"</(?:[\w.-]+:)?{name}>", element, re.S | re.I)
    return found and found[1]


def one_formula(element):
    """The one representation that a formula should have."""
    tex = (inside(element, "tex-math") or
           inside(element, "annotation", r"encoding=[\"'][^\"']*tex"))
    if tex:
        tex = COMMENT.sub("", tex)
        tex = re.sub(r"\\documentclass.*?\\begin\s*\{document\}", "", tex,
                     flags=re.S)
        return tex.replace("\\end{document}", "")
    alttext = re.search(r"""\balttext=["'](\$.*?\$)["']""", element, re.S)
    if alttext:
        return alttext[1]
    for name in ("annotation", "annotation-xml", "tex-math"):
        element = over_elements(element, [name], lambda _: "")
    return prescripts_first(without_tags(element)
                            if "mmultiscripts" not in element else element)


def prescripts_first(element):
    def turn(found):
        whole = re.split(r"<(?:\w+:)?mprescripts\s*/>", found[1])
        return "".join(reversed(whole)) if len(whole) == 2 else found[0]
    return without_tags(re.sub(
        r"<(?:\w+:)?mmultiscripts\b[^>]*>(.*?)</(?:\w+:)?mmultiscripts>", turn,
        element, flags=re.S))


def read_markup(text, on):
    for _ in range(ROUNDS):
        before = text
        text = COMMENT.sub("", text)
        if "formula once" in on:
            text = over_elements(text, FORMULA, one_formula)
        if "element dropped" in on:
            text = over_elements(text, DROPPED, lambda _: "\n")
        text = without_tags(text)
        if "unfinished tag" in on:
            text = UNFINISHED.sub("", text)
        text = ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
        if text == before:
            break
    return text


# ---- characters ----

SPELT = {code: unicodedata.normalize("NFKC", chr(code)) for code in
         itertools.chain(range(0xFB00, 0xFB07), range(0xFF10, 0xFF1A),
                         range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))}
SCRIPTS = {code: unicodedata.normalize("NFKC", chr(code)) for code in
           itertools.chain((0xB2, 0xB3, 0xB9), range(0x2070, 0x209D))
           if unicodedata.category(chr(code)) in ("No", "Lm")}
NOT_LETTERS = re.compile(r"[\W_]+")


def letters(text):
    """Letters and digits, in Normal Form C, ligatures spelt out."""
    text = unicodedata.normalize("NFC", text).translate(SPELT)
    return NOT_LETTERS.sub("", text)


LEGACY = ["cp1252", "latin-1", "cp1250", "iso8859-2", "mac-roman", "cp1251"]
HOLES = {0x81, 0x8D, 0x8F, 0x90, 0x9D}  # of Windows-1252
UTF8_RUN = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|"
                      rb"[\xf0-\xf4][\x80-\xbf]{3})+")


def legacy_bytes(run, encoding):
    """The run as it was before it was misread; None: not in that encoding."""
    out = bytearray()
    for char in run:
        try:
            out += char.encode(encoding)
        except UnicodeEncodeError:
            if encoding != "cp1252" or ord(char) not in HOLES:
                return None
            out.append(ord(char))
    return bytes(out)


def unread(found):
    for encoding in LEGACY:
        raw = legacy_bytes(found[0], encoding)
        if raw and UTF8_RUN.search(raw):
            return UTF8_RUN.sub(
                lambda run: run[0], raw).decode("utf-8", "ignore") \
                if UTF8_RUN.fullmatch(raw) else partly(raw, encoding)
    return found[0]


def partly(raw, encoding):
    out, last = "", 0
    for run in UTF8_RUN.finditer(raw):
        out += raw[last:run.start()].decode(encoding, "replace")
        out += run[0].decode("utf-8", "replace")
        last = run.end()
    return out + raw[last:].decode(encoding, "replace")


def read_mojibake(text):
    """UTF-8 that was read in a legacy encoding, and lone C1 characters."""
    for _ in range(2):
        text = re.sub(r"[^\x00-\x7f]{2,}", unread, text)
    return re.sub(r"[\x80-\x9f]", lambda c1: c1[0].encode(
        "latin-1").decode("cp1252", "ignore"), text)


# ---- TeX ----

GREEK = dict(zip(
    """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi
    omicron pi rho sigma tau upsilon phi chi psi omega""".split(),
    "αβγδεζηθικλμνξοπρστυφχψω"))
GREEK |= {"var" + name: GREEK[name]
          for name in "epsilon theta kappa pi rho sigma phi".split()}
GREEK |= {name.capitalize(): letter.upper() for name, letter in
          list(GREEK.items()) if not name.startswith("var")}
GREEK |= {"var" + name: GREEK[name] for name in
          "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split()}
WORDS = dict(ss="ß", o="ø", O="Ø", l="ł", L="Ł", ae="æ", AE="Æ", oe="œ",
             OE="Œ", aa="å", AA="Å", i="ı", j="ȷ", dh="ð", DH="Ð", th="þ",
             TH="Þ", dj="đ", DJ="Đ", ng="ŋ", NG="Ŋ", hbar="ħ", ell="ℓ",
             imath="ı", jmath="ȷ", textmu="μ", upmu="μ")
# Commands whose sign is no letter, and those that only set the page.
SIGN_WORDS = """deg degree textdegree ldots dots textellipsis textgreater
textless guillemotleft guillemotright textquotedblleft textquotedblright
textquoteleft textquoteright textquotesingle textemdash textendash texttimes
textregistered textyen textsection textexclamdown pounds textasciitilde S P
""".split()
SETTING = """noindent linebreak par newline break small large Large LARGE huge
Huge footnotesize scriptsize normalsize tiny boldmath relax""".split()
SIGNS = dict(zip("`'^\"~=.uvHcdbrk",
                 "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c"
                 "\u030b\u0327\u0323\u0331\u030a\u0328"))
FONTS = """emph textit textbf textrm textsf texttt textsc textsl textup textmd
textnormal text it bf rm sf tt sc sl em itshape bfseries rmfamily sffamily
ttfamily scshape slshape upshape mdseries normalfont underline uline mathrm
mathbf mathit mathsf mathtt mathcal mathbb mathfrak mathscr boldsymbol bm
mbox hbox ensuremath textsuperscript textsubscript""".split()
FOLDED = str.maketrans("ϵϕϑϖϱςµϰϒ", "εφθπρσμκΥ")

ACCENT = re.compile(
    r"""\\(?:([`'^"~=.])\s*|([uvHcrk])\s+|([uvHcdbrk])(?=[{\\]))"""
    r"""(?:\{\s*(\\?[^\W\d_]|\\[ij])\s*\}|(\\[ij](?![A-Za-z])|[^\W\d_]))""")
COMMAND = re.compile(r"\\([A-Za-z]+)\s*")


def accented(found):
    sign = SIGNS[found[1] or found[2] or found[3]]
    letter = found[4] or found[5]
    letter = {"\\i": "i", "\\j": "j"}.get(letter, letter.lstrip("\\"))
    return unicodedata.normalize("NFC", letter + sign)


def commanded(found):
    name = found[1]
    if name in FONTS or name in SIGN_WORDS or name in SETTING:
        return ""
    return GREEK.get(name) or WORDS.get(name) or found[0]


def read_tex(text):
    """Accents, letters and Greek as characters, commands of fonts away; a
    command that is not in a table keeps its name."""
    text = COMMAND.sub(commanded, ACCENT.sub(accented, text))
    return text.replace("\\-", "").translate(FOLDED)


# ---- what an abstract holds beside its text ----

HEADINGS = """abstract|summary|synopsis|resumen|resumo|résumé|resume|
zusammenfassung|riassunto|sommario|аннотация|резюме|摘\\s*要|要旨|抄録|초록|요약|
özet|samenvatting|sammanfattning""".replace("\n", "")
HEADING = re.compile(rf"^[\W_]*(?:{HEADINGS})(?![^\W_])[\W_]*", re.I | re.M)
GLUED = re.compile(rf"^[\W_]*(?i:{HEADINGS})(?=[A-ZÀ-Þ])", re.M)
BOILERPLATE = re.compile(
    r"\W*(?:(?:no )?abstract (?:is )?(?:not )?(?:un)?available|n/?a|none|null|"
    r"not available|unknown|untitled|no title found|[a-z]{0,4}|"
    r"(?:ssrn )?.*download this paper.*)\W*", re.I | re.S)
TRUNCATED = re.compile(r"\(?\W*abstract truncated(?: at \d+ words)?\W*$", re.I)
NUMBERED = re.compile(r"^\W*\d{1,2}(?=[A-ZÀ-Þ])")

# What may be read differently, and how the rules for it begin in a report.
READINGS = {
    "formula once": "formula",
    "element dropped": "tag",
    "unfinished tag": "tag",
    "mojibake": "mojibake",
    "TeX": ("tex", "formula"),
    "digits raised": "script",
    "heading": "heading",
    "truncation mark": ("truncat", "mark"),
    "placeholder": ("placeholder", "boilerplate"),
    "copyright moved": "copyright",
    "language parted": ("language", "heading"),
}


def read_raw(raw, on):
    text = read_markup(raw, on)
    text = unicodedata.normalize("NFC", text)
    if "mojibake" in on:
        text = read_mojibake(text)
    if "TeX" in on:
        text = read_tex(text)
    if "digits raised" in on:
        text = text.translate(SCRIPTS)
    if "heading" in on:
        text = GLUED.sub("", HEADING.sub("", text))
    if "truncation mark" in on:
        text = TRUNCATED.sub("", text.rstrip())
    if "placeholder" in on and BOILERPLATE.fullmatch(text):
        return ""
    return letters(text)


def read_clean(text, on):
    if "mojibake" in on:  # what was left as it is shall count as the same
        text = read_mojibake(text)
    if "TeX" in on:
        text = read_tex(text)
    if "digits raised" in on:
        text = text.translate(SCRIPTS)
    return letters(text)
