// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/randoms.h"
#include "session/session.h"

#include <QFrame>

class QLabel;

namespace hd::ui {

class RandomStrip;
class Theme;

/// One hello's random: its bytes, what they say, and where they are used.
class RandomCard : public QFrame
{
    Q_OBJECT
public:
    RandomCard(Session *session, Theme *theme, const HelloRandom &random, QWidget *parent = nullptr);

    const HelloRandom &random() const { return m_random; }
    RandomStrip *strip() const { return m_strip; }
    const std::vector<RandomUse> &uses() const { return m_uses; }
    QString said() const; ///< all that is written below the strip, without its links

    void refresh(); ///< for the playhead, the selection and the theme

public Q_SLOTS:
    void follow(const QString &link);

private:
    QString heading() const;
    QString meaning() const;
    QString sessionText() const;
    QString useText(bool transcript) const;
    QString link(const QString &href, const QString &text) const;

    Session *m_session;
    Theme *m_theme;
    HelloRandom m_random;
    std::vector<RandomUse> m_uses;
    RandomStrip *m_strip;
    QLabel *m_title;
    QLabel *m_meaning;
    QLabel *m_used;
    QLabel *m_hashed;
    QLabel *m_sessionId;
};

} // namespace hd::ui
