// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/suiteanatomy.h"

#include <QWidget>

namespace hd::ui {

class Theme;

/// Runs of bytes one after the other, to scale as far as their names leave room; those of no fixed length are dashed.
class SuiteBar : public QWidget
{
    Q_OBJECT
public:
    explicit SuiteBar(Theme *theme, QWidget *parent = nullptr);

    void setBytes(const QString &title, std::vector<SuiteBytes> bytes);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<QRectF> boxes(int width) const;
    int least(const SuiteBytes &run) const;
    QString count(const SuiteBytes &run) const;

    Theme *m_theme;
    QString m_title;
    std::vector<SuiteBytes> m_bytes;
};

} // namespace hd::ui
