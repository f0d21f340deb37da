// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace.h"

#include <QObject>
#include <QString>
#include <QTranslator>

namespace hd::ui {

/// The language that the program speaks. Changing it sends QEvent::LanguageChange to every widget.
class Language : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    static QStringList available();                 ///< "en", "zh_CN"
    static QString nativeName(const QString &code); ///< as its speakers call it
    static QString ofSystem();

    QString code() const { return m_code; }
    QString text(const LocalText &text) const; ///< English where a scenario lacks the language
    /// @param code one of available(); empty: as the system.
    void set(const QString &code);

Q_SIGNALS:
    void changed();

private:
    QString m_code; ///< empty until the first set()
    QTranslator m_own;
    QTranslator m_qt; ///< for Qt's own dialogs
};

} // namespace hd::ui
