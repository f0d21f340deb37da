// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/bytes.h"

#include <QWidget>

namespace hd::ui {

class Theme;

/// The whole message to scale in one bar, one segment for each leaf; what is selected is filled.
class StructureStrip : public QWidget
{
    Q_OBJECT
public:
    explicit StructureStrip(Theme *theme, QWidget *parent = nullptr);

    /// @p leaves in ascending order within @p size bytes.
    void setContent(std::uint32_t size, std::vector<Range> leaves);
    void setSelection(std::vector<Range> selection);

    QSize sizeHint() const override { return {120, 28}; }

Q_SIGNALS:
    void clicked(std::uint32_t offset);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    QRectF bar(Range range) const;

    Theme *m_theme;
    std::uint32_t m_size = 0;
    std::vector<Range> m_leaves;
    std::vector<Range> m_selection;
};

} // namespace hd::ui
