# SPDX-License-Identifier: GPL-3.0-or-later
# hd_room(NAME [QT | GUI] SOURCES ... LINK ...): one room of core/ or ui/ as the static library hellodone_NAME. QT may use
# widgets; GUI may not: neither its include paths nor its precompiled header offer them.
# hd_test(NAME SOURCES ... LINK ...): one Qt Test program; it links rooms and never compiles their sources again.

add_library(hellodone_flags INTERFACE)
target_compile_options(hellodone_flags INTERFACE
    -Wall -Wextra -Wconversion -Wshadow -Wnon-virtual-dtor
    # GCC 12 warns of its own std::string and std::vector once they are inlined (its bugs 105329, 105651 and 106199).
    "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>"
    $<$<BOOL:${HELLODONE_WARNINGS_AS_ERRORS}>:-Werror>)
target_compile_definitions(hellodone_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS)
if(HELLODONE_SANITIZE)
    target_compile_options(hellodone_flags INTERFACE -fsanitize=${HELLODONE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(hellodone_flags INTERFACE -fsanitize=${HELLODONE_SANITIZE})
endif()

function(hd_room name)
    cmake_parse_arguments(ROOM "QT;GUI" "" "SOURCES;LINK" ${ARGN})
    set(target hellodone_${name})
    add_library(${target} STATIC ${ROOM_SOURCES})
    target_link_libraries(${target} PRIVATE hellodone_flags PUBLIC ${ROOM_LINK})
    if(ROOM_QT)
        target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/ui ${PROJECT_SOURCE_DIR}/core)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
        target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/qt_pch.h)
    elseif(ROOM_GUI)
        target_link_libraries(${target} PUBLIC Qt6::Gui)
        target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/ui ${PROJECT_SOURCE_DIR}/core)
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
        target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/gui_pch.h)
    else()
        target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/core)
        target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/std_pch.h)
    endif()
endfunction()

function(hd_test name)
    cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${TEST_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE hellodone_flags Qt6::Test ${TEST_LINK})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support)
    target_compile_definitions(${name} PRIVATE HELLODONE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" HELLODONE_BINARY_DIR="${PROJECT_BINARY_DIR}")
    target_precompile_headers(${name} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/test_pch.h)
    add_test(NAME ${name} COMMAND ${name})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
endfunction()
