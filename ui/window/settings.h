// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/exportchoice.h"
#include "theme/theme.h"
#include "trace/timeline.h"

#include <QByteArray>
#include <QStringList>

class QSettings;
class QVariant;

namespace hd::ui {

/// What the program remembers. What a file holds that makes no sense reads as the default.
class Settings
{
public:
    explicit Settings(QSettings *store) : m_store(store) {}

    Appearance appearance() const;
    void setAppearance(Appearance appearance);
    double zoom() const; ///< within the theme's limits
    void setZoom(double zoom);
    QString language() const; ///< "en", "zh_CN"; empty: as the system
    void setLanguage(const QString &language);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);
    bool omissionsShown() const;
    void setOmissionsShown(bool shown);
    bool listShown() const; ///< the diagram as a list
    void setListShown(bool shown);
    double speed() const; ///< one of speeds()
    void setSpeed(double speed);
    Granularity granularity() const;
    void setGranularity(Granularity granularity);
    QString scenario() const; ///< the last one that was open; empty at first
    void setScenario(const QString &name);
    bool firstStepTaken() const; ///< or its hint put away
    void setFirstStepTaken();

    QStringList recentFiles() const; ///< the newest first
    void setRecentFiles(const QStringList &files);
    /// Format and options of the last export. Which messages and whether with secrets is not remembered: both belong to
    /// one recording. An empty language is the program's.
    ExportChoice exportChoice() const;
    void setExportChoice(const ExportChoice &choice);

    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    QByteArray arrangement() const; ///< of the panes; empty: the design's
    void setArrangement(const QByteArray &arrangement);
    QString inspectorTab() const; ///< its key; empty at first
    void setInspectorTab(const QString &key);

    static const QList<double> &speeds();

    /// What was last asked for in the dialog @p of, as the words of a command line.
    QStringList liveWords(const QString &of) const;
    void setLiveWords(const QString &of, const QStringList &words);

private:
    /// Writing synchronises the disk, on the event loop: only what differs is written.
    void put(const QString &key, const QVariant &value);

    QSettings *m_store;
};

} // namespace hd::ui
