# SPDX-License-Identifier: GPL-3.0-or-later
file(READ ${LIST} files)
set(arrays "")
set(rows "")
set(i 0)
foreach(f ${files})
    file(READ ${DIRECTORY}/${f} hex HEX)
    string(LENGTH "${hex}" digits)
    math(EXPR size "${digits} / 2")
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
    string(APPEND arrays "constexpr unsigned char file${i}[] = {${bytes}0};\n")
    string(APPEND rows "    {\"${f}\", {reinterpret_cast<const char *>(file${i}), ${size}}},\n")
    math(EXPR i "${i} + 1")
endforeach()
file(WRITE ${OUT}/${NAME}.h
"#pragma once
#include <span>
#include <string_view>
namespace embedded {
#ifndef HELLODONE_EMBEDDED_FILE
#define HELLODONE_EMBEDDED_FILE
struct File { std::string_view name; std::string_view content; };
#endif
std::span<const File> ${NAME}();
}
")
file(WRITE ${OUT}/${NAME}.cpp
"#include \"embedded/${NAME}.h\"
namespace {
${arrays}
const embedded::File files[] = {
${rows}};
}
std::span<const embedded::File> embedded::${NAME}() { return files; }
")
