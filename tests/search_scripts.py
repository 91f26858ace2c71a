#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Searches in the scripts of the world, through HTTP: a table of works, a
table of what finds them.

    tests/search_scripts.py PAPERD
"""
import json
import sys
import tempfile

from search_daemon import Daemon, check, served, summary

# name: (title, abstract)
WORKS = {
    "zh": ("维生素D联合化疗治疗急性髓系白血病的疗效观察", "观察维生素D的作用。"),
    "zh2": ("血病患者的护理", "本文介绍护理经验。"),
    "ja": ("深層学習によるがん細胞の検出", "データベースを用いた研究である。"),
    "ko": ("한국어 자연어 처리의 동향", "기계 학습을 이용한 연구."),
    "th": ("การเรียนรู้ของเครื่อง", "งานวิจัยด้านภาษา"),
    "ar": ("تأثير العِلْم على المجتمع", "دراسة في تاريخ العلوم"),
    "he": ("מחקר על שׁפה ותרבות", "שיטות חדשות"),
    "ru": ("Исследование ёмкости конденсатора", "Новые методы."),
    "el": ("Η θεωρία των αριθμών", "Μια εισαγωγή."),
    "fr": ("L’étude des œuvres de Molière", "Théâtre et société."),
    "de": ("Größe und Straße im Müller-Modell", "Über Löß."),
    "pl": ("Łódź jako miasto", "Źródła historyczne."),
    "tr": ("İstanbul'da ışık kirliliği", "Çalışma."),
    "vi": ("Nghiên cứu về tiếng Việt", "Phương pháp mới."),
    "ch": ("Electrolysis of H₂O and uptake of CO₂",
           "Glucose C₆H₁₂O₆ is made by p53 in covid-19."),
    "tex": ("On $\\mathrm{SU}(2)$ gauge theory with $\\alpha$ decay",
            "The mass is $m_{H_2O}$ and the flux is $10^{28}$."),
    "en": ("Informative studies of running neural networks",
           "The author's method doesn't need state-of-the-art data."),
    "syn": ("Aggregation of α-synuclein", "β-amyloid and TNF-α."),
    "mixed": ("用BERT模型进行文本分类", "Transformer模型。"),
}

# query: names of the works that it finds
FINDS = (
    ("白血病", ["zh"]), ("维生素D", ["zh"]), ('"急性髓系"', ["zh"]),
    ("血病", ["zh", "zh2"]), ("白", ["zh"]), ("护理", ["zh2"]),
    ("BERT", ["mixed"]), ("bert模型", ["mixed"]), ("模型", ["mixed"]),
    ("がん細胞", ["ja"]), ("データベース", ["ja"]), ("ﾃﾞｰﾀﾍﾞｰｽ", ["ja"]),
    ("深層学習", ["ja"]), ("자연어", ["ko"]), ("한국어", ["ko"]),
    ("เครื่อง", ["th"]), ("العلم", ["ar"]), ("العِلْم", ["ar"]),
    ("שפה", ["he"]), ("ёмкости", ["ru"]), ("емкости", ["ru"]),
    ("ИССЛЕДОВАНИЕ", ["ru"]), ("θεωρια", ["el"]), ("ΘΕΩΡΊΑ", ["el"]),
    ("etude", ["fr"]), ("étude", ["fr"]), ("oeuvres", ["fr"]),
    ("moliere", ["fr"]), ("strasse", ["de"]), ("Strasse", ["de"]),
    ("muller", ["de"]), ("größe", ["de"]), ("lodz", ["pl"]), ("zrodla", ["pl"]),
    ("istanbul", ["tr"]), ("isik", ["tr"]), ("nghien cuu", ["vi"]),
    ("H2O", ["ch", "tex"]), ("H₂O", ["ch", "tex"]), ("co2", ["ch"]),
    ("C6H12O6", ["ch"]), ("p53", ["ch"]), ("covid-19", ["ch"]),
    ("alpha", ["tex", "syn"]), ("α-synuclein", ["syn"]),
    ("alpha-synuclein", ["syn"]), ("beta amyloid", ["syn"]),
    ("study", ["en"]), ("networks", ["en"]), ("network run", ["en"]),
    ("informat*", ["en"]), ("author", ["en"]), ("state of the art", ["en"]),
    ("title:network", ["en"]), ("abstract:network", []),
    ("network -neural", []), ("白血病 OR network", ["zh", "en"]),
)


def works():
    for name, (title, abstract) in WORKS.items():
        yield {"DOI": f"10.5555/{name}", "type": "journal-article",
               "source": "arXiv", "title": [title], "abstract": abstract}


def check_all(daemon):
    served.dump_write(daemon.data / "made.jsonl", works())
    daemon.look_again()
    daemon.wait(len(WORKS))
    for query, wanted in FINDS:
        page = daemon.list(query=query, fields="doi")
        found = sorted(item["doi"].partition("/")[2] for item in page["items"])
        check(found == sorted(wanted), query, "found", found, "wanted", wanted)
    for name, (title, _) in WORKS.items():
        page = daemon.list(query=title, fields="doi", limit=1)
        check([item["doi"] for item in page["items"]] == [f"10.5555/{name}"],
              "the title of", name, page)


def main():
    with tempfile.TemporaryDirectory() as folder:
        daemon = Daemon(sys.argv[1], folder)
        check_all(daemon)
        daemon.stop()
    return summary("search_scripts")


if __name__ == "__main__":
    sys.exit(main())
