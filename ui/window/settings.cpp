// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/settings.h"

#include <QSettings>

namespace hd::ui {

static const QStringList appearanceWords{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"),
                                         QStringLiteral("high_contrast")};
static const QStringList granularityWords{QStringLiteral("flight"), QStringLiteral("message"),
                                          QStringLiteral("operation")};

// The place of the stored word in the list of words, or of the default.
static int wordAt(const QSettings &store, const QString &key, const QStringList &words, int otherwise)
{
    const qsizetype at = words.indexOf(store.value(key).toString());
    return at < 0 ? otherwise : static_cast<int>(at);
}

void Settings::put(const QString &key, const QVariant &value)
{
    QVariant stored = m_store->value(key); // a file gives back text, whatever the type was
    if (!stored.isValid() || !stored.convert(value.metaType()) || stored != value)
        m_store->setValue(key, value);
}

const QList<double> &Settings::speeds()
{
    static const QList<double> speeds{0.25, 0.5, 1, 2, 4};
    return speeds;
}

Appearance Settings::appearance() const
{
    return static_cast<Appearance>(wordAt(*m_store, QStringLiteral("appearance"), appearanceWords, 0));
}

void Settings::setAppearance(Appearance appearance)
{
    put(QStringLiteral("appearance"), appearanceWords[static_cast<int>(appearance)]);
}

double Settings::zoom() const
{
    const double stored = m_store->value(QStringLiteral("zoom"), 1.0).toDouble();
    return stored >= Theme::leastZoom && stored <= Theme::mostZoom ? stored : 1.0;
}

void Settings::setZoom(double zoom)
{
    put(QStringLiteral("zoom"), zoom);
}

QString Settings::language() const
{
    return m_store->value(QStringLiteral("language")).toString();
}

void Settings::setLanguage(const QString &language)
{
    put(QStringLiteral("language"), language);
}

bool Settings::reducedMotion() const
{
    return m_store->value(QStringLiteral("reduced_motion"), false).toBool();
}

void Settings::setReducedMotion(bool reduced)
{
    put(QStringLiteral("reduced_motion"), reduced);
}

bool Settings::omissionsShown() const
{
    return m_store->value(QStringLiteral("omissions_shown"), true).toBool();
}

void Settings::setOmissionsShown(bool shown)
{
    put(QStringLiteral("omissions_shown"), shown);
}

bool Settings::listShown() const
{
    return m_store->value(QStringLiteral("window/list_shown"), false).toBool();
}

void Settings::setListShown(bool shown)
{
    put(QStringLiteral("window/list_shown"), shown);
}

double Settings::speed() const
{
    const double stored = m_store->value(QStringLiteral("speed"), 1.0).toDouble();
    return speeds().contains(stored) ? stored : 1.0;
}

void Settings::setSpeed(double speed)
{
    put(QStringLiteral("speed"), speed);
}

Granularity Settings::granularity() const
{
    return static_cast<Granularity>(
        wordAt(*m_store, QStringLiteral("granularity"), granularityWords, static_cast<int>(Granularity::Message)));
}

void Settings::setGranularity(Granularity granularity)
{
    put(QStringLiteral("granularity"), granularityWords[static_cast<int>(granularity)]);
}

QString Settings::scenario() const
{
    return m_store->value(QStringLiteral("scenario")).toString();
}

void Settings::setScenario(const QString &name)
{
    put(QStringLiteral("scenario"), name);
}

bool Settings::firstStepTaken() const
{
    return m_store->value(QStringLiteral("first_step_taken"), false).toBool();
}

void Settings::setFirstStepTaken()
{
    put(QStringLiteral("first_step_taken"), true);
}

QStringList Settings::recentFiles() const
{
    return m_store->value(QStringLiteral("recent_files")).toStringList();
}

void Settings::setRecentFiles(const QStringList &files)
{
    put(QStringLiteral("recent_files"), files);
}

QByteArray Settings::geometry() const
{
    return m_store->value(QStringLiteral("window/geometry")).toByteArray();
}

void Settings::setGeometry(const QByteArray &geometry)
{
    put(QStringLiteral("window/geometry"), geometry);
}

QByteArray Settings::arrangement() const
{
    return m_store->value(QStringLiteral("window/panes")).toByteArray();
}

void Settings::setArrangement(const QByteArray &arrangement)
{
    put(QStringLiteral("window/panes"), arrangement);
}

QString Settings::inspectorTab() const
{
    return m_store->value(QStringLiteral("window/inspector_tab")).toString();
}

void Settings::setInspectorTab(const QString &key)
{
    put(QStringLiteral("window/inspector_tab"), key);
}

QStringList Settings::liveWords(const QString &of) const
{
    return m_store->value(QStringLiteral("live/") + of).toStringList();
}

void Settings::setLiveWords(const QString &of, const QStringList &words)
{
    put(QStringLiteral("live/") + of, words);
}

} // namespace hd::ui
