// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/suiteanatomy.h"

#include <QWidget>

namespace hd::ui {

class SuiteChip;
class Theme;

/// A suite's name, each telling part of it a button with what it settles below; where the name is longer than the
/// room it goes on in another line.
class SuiteChips : public QWidget
{
    Q_OBJECT
public:
    explicit SuiteChips(Theme *theme, QWidget *parent = nullptr);

    void setParts(const std::vector<SuitePart> &parts);
    void setMarked(std::size_t part, bool marked); ///< linked with what is selected
    bool isMarked(std::size_t part) const;
    QString text() const; ///< of the parts joined again

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void picked(std::size_t part);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    std::vector<QRect> places(int width) const;
    void restyle();

    Theme *m_theme;
    std::vector<SuiteChip *> m_chips; ///< one for each part
};

} // namespace hd::ui
