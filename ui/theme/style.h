// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace hd::ui {

/// Fusion, on every platform; the theme's style sheet lies over it.
class Style : public QProxyStyle
{
    Q_OBJECT
public:
    Style();
    QIcon standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const override;
};

} // namespace hd::ui
