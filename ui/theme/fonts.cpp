// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include <QDir>
#include <QFontDatabase>
#include <QResource>

#include <mutex>

#ifdef HELLODONE_FONTCONFIG
#include <fontconfig/fontconfig.h>
#include <future>
#endif

// Q_INIT_RESOURCE must stand outside any namespace; a static library's resources are not linked in by themselves.
static void initFontResources()
{
    Q_INIT_RESOURCE(hellodone_fonts);
}

namespace hd::ui {

#ifdef HELLODONE_FONTCONFIG
static std::future<void> &configuration()
{
    static std::future<void> reading;
    return reading;
}

void Fonts::prepare()
{
    configuration() = std::async(std::launch::async, [] { FcInit(); });
}

// Two that read it at once would both read all of it.
static void waitUntilPrepared()
{
    if (configuration().valid())
        configuration().get();
}
#else
void Fonts::prepare() {}
static void waitUntilPrepared() {}
#endif

static void loadFaces()
{
    initFontResources();
    waitUntilPrepared();
    const QDir faces(QStringLiteral(":/fonts"));
    for (const QString &name : faces.entryList(QDir::Files)) {
        const QResource face(faces.filePath(name)); // lies in the program as it is: read in place, not copied
        const auto *bytes = reinterpret_cast<const char *>(face.data());
        QFontDatabase::addApplicationFontFromData(QByteArray::fromRawData(bytes, face.size()));
    }
}

void Fonts::load()
{
    static std::once_flag loaded; // exports are also painted beside the window, in another thread
    std::call_once(loaded, loadFaces);
}

static QFont font(const QStringList &families, QFont::StyleHint hint, int pixelSize, int weight)
{
    QFont made;
    made.setFamilies(families);
    made.setStyleHint(hint);
    made.setPixelSize(pixelSize);
    made.setWeight(static_cast<QFont::Weight>(weight));
    return made;
}

QFont Fonts::ui(int pixelSize, int weight)
{
    return font({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC")}, QFont::SansSerif, pixelSize, weight);
}

QFont Fonts::mono(int pixelSize, int weight)
{
    return font({QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono CJK SC")}, QFont::Monospace,
                pixelSize, weight);
}

} // namespace hd::ui
