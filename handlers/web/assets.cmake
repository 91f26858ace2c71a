# SPDX-License-Identifier: MIT
# Makes the files of a folder part of the program, compressed:
# cmake -DINPUT=web -DOUTPUT=web.c -P assets.cmake
set(types_css "text/css; charset=utf-8")
set(types_js "text/javascript; charset=utf-8")
set(types_svg "image/svg+xml")
file(GLOB files ${INPUT}/*.css ${INPUT}/*.js ${INPUT}/*.svg)
list(SORT files)
get_filename_component(folder ${OUTPUT} DIRECTORY)
set(arrays "")
set(rows "")
set(digests "")
set(number 0)
foreach(file IN LISTS files)
	get_filename_component(name ${file} NAME)
	string(REGEX REPLACE ".*[.]" "" ending ${name})
	execute_process(COMMAND gzip -9 -n -c ${file}
		OUTPUT_FILE ${folder}/asset.gz COMMAND_ERROR_IS_FATAL ANY)
	file(READ ${folder}/asset.gz hex HEX)
	string(LENGTH "${hex}" length)
	math(EXPR length "${length} / 2")
	string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
	string(REGEX REPLACE "(................................................................................)" "\\1\n\t" hex "${hex}")
	file(SHA256 ${file} digest)
	string(APPEND digests "${name} ${digest}\n")
	string(APPEND arrays
		"static const unsigned char bytes_${number}[] = {\n\t${hex}\n};\n")
	string(APPEND rows "\t{ \"${name}\", \"${types_${ending}}\", "
		"bytes_${number}, ${length} },\n")
	math(EXPR number "${number} + 1")
endforeach()
file(REMOVE ${folder}/asset.gz)
string(SHA256 version "${digests}")
string(SUBSTRING ${version} 0 16 version)
file(WRITE ${OUTPUT} "#include \"web.h\"\n\n${arrays}\n"
	"const struct asset web_assets[] = {\n${rows}\t{ 0 }\n};\n\n"
	"const char web_version[] = \"${version}\";\n")
