// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/suiteanatomy.h"

#include <QFrame>

class QBoxLayout;
class QGridLayout;
class QLabel;

namespace hd::ui {

class Theme;

/// What one part of a suite settles, in words.
class SuiteCard : public QFrame
{
    Q_OBJECT
public:
    SuiteCard(Theme *theme, const SuitePart &part, QWidget *parent);

    void setPlace(const QString &name, bool happened); ///< where it is at work; empty: nowhere to go
    void setMarked(bool marked);

Q_SIGNALS:
    void picked();

private:
    void restyle();

    Theme *m_theme;
    QLabel *m_caption;
    QLabel *m_value;
    QLabel *m_size;
    QLabel *m_note;
    QLabel *m_place;
    QString m_placeName;
    bool m_happened = false;
    bool m_marked = false;
};

/// One thing that is thought of a suite: the word, the attack and its year, the reason and who says so.
class SuiteRemark : public QFrame
{
    Q_OBJECT
public:
    SuiteRemark(Theme *theme, const SuiteStatus &status, const QString &reason, QWidget *parent);

    QString title() const;

private:
    void restyle();

    Theme *m_theme;
    SuiteStatus m_status;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_reason;
    QLabel *m_source;
};

} // namespace hd::ui
