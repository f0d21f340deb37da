# SPDX-License-Identifier: GPL-3.0-or-later
# hd_embed(TARGET NAME DIRECTORY PATTERN...): the files (globs, relative to DIRECTORY) below DIRECTORY, compiled in, so that core needs neither Qt's
# resources nor an installation. They are read through embedded::NAME() of the generated "embedded/NAME.h".
function(hd_embed target name directory)
    set(patterns "")
    foreach(pattern ${ARGN})
        cmake_path(ABSOLUTE_PATH pattern BASE_DIRECTORY ${directory})
        list(APPEND patterns ${pattern})
    endforeach()
    file(GLOB files RELATIVE ${directory} CONFIGURE_DEPENDS ${patterns})
    set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded)
    set(paths "")
    foreach(f ${files})
        list(APPEND paths ${directory}/${f})
    endforeach()
    file(WRITE ${out}/${name}.list "${files}")
    add_custom_command(OUTPUT ${out}/${name}.cpp ${out}/${name}.h
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DDIRECTORY=${directory} -DLIST=${out}/${name}.list -DOUT=${out}
                -P ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
        DEPENDS ${paths} ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake ${out}/${name}.list VERBATIM)
    target_sources(${target} PRIVATE ${out}/${name}.cpp)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
