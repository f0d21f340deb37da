// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace hd::ui {

QStringList Language::available()
{
    return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

QString Language::nativeName(const QString &code)
{
    return code == QLatin1StringView("zh_CN") ? QStringLiteral("简体中文") : QStringLiteral("English");
}

QString Language::ofSystem()
{
    return QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

QString Language::text(const LocalText &text) const
{
    const bool chinese = m_code == QLatin1StringView("zh_CN") && !text.zh.empty();
    return QString::fromStdString(chinese ? text.zh : text.en);
}

void Language::set(const QString &code)
{
    const QString wanted = available().contains(code) ? code : ofSystem();
    if (wanted == m_code)
        return;
    m_code = wanted;
    QLocale::setDefault(QLocale(wanted));
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_own);
    if (m_qt.load(QStringLiteral("qtbase_") + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_own.load(QStringLiteral(":/i18n/hellodone_") + wanted))
        QCoreApplication::installTranslator(&m_own);
    Q_EMIT changed();
}

} // namespace hd::ui
