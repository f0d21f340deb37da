// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace hd::ui {

class LinkStrip;
class RandomCard;
class Theme;

/// The randoms of every hello so far, in their order.
class RandomsPage : public QScrollArea
{
    Q_OBJECT
public:
    RandomsPage(Session *session, Theme *theme, QWidget *parent = nullptr);

    const std::vector<RandomCard *> &cards() const { return m_cards; } ///< of all hellos; those to come are hidden
    bool holds(const Selection &selection) const;                      ///< whether it is a random, or a part of one

protected:
    void changeEvent(QEvent *event) override;

private:
    void adoptTrace();
    void refresh();
    void reveal();

    Session *m_session;
    Theme *m_theme;
    QLabel *m_nothing;
    LinkStrip *m_next;
    QVBoxLayout *m_layout;
    std::vector<RandomCard *> m_cards;
};

} // namespace hd::ui
