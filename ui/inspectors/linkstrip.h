// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace hd::ui {

class Theme;

struct Link
{
    QString text; ///< plain
    QString toolTip;
    std::function<void()> follow;
};

/// A caption and links after it in one line. Those that do not fit go into the menu of a last link, "+3".
class LinkStrip : public QWidget
{
    Q_OBJECT
public:
    explicit LinkStrip(Theme *theme, QWidget *parent = nullptr);

    void setCaption(const QString &caption, bool strong = false);
    void setLinks(QList<Link> links);
    const QList<Link> &links() const { return m_links; }
    void setRightAligned(bool on);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(const QString &text);
    void showMore();
    void restyle();
    int space() const; ///< between links
    void place();

    Theme *m_theme;
    QLabel *m_caption;
    QToolButton *m_more;
    QList<Link> m_links;
    QList<QToolButton *> m_buttons;
    qsizetype m_shown = 0;
    bool m_strong = false;
    bool m_rightAligned = false;
};

} // namespace hd::ui
