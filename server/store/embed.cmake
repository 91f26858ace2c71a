# SPDX-License-Identifier: MIT
# Turns a text file into a C string: cmake -DINPUT=a.sql -DOUTPUT=a.c
# -DNAME=a_sql -P embed.cmake
file(READ ${INPUT} text)
string(REPLACE "\\" "\\\\" text "${text}")
string(REPLACE "\"" "\\\"" text "${text}")
string(REPLACE "\n" "\\n\"\n\t\"" text "${text}")
file(WRITE ${OUTPUT}
	"extern const char ${NAME}[];\nconst char ${NAME}[] = \"${text}\";\n")
