// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/exportoptions.h"
#include "theme/theme.h"
#include "trace/trace.h"

#include <QStringListModel>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;

namespace hd::ui {

/// All the ExportOptions, to be chosen. Those that make no difference to a format cannot be.
class ExportForm : public QWidget
{
    Q_OBJECT
public:
    /// @param trace whose messages the range is of; only read here
    ExportForm(const Trace &trace, const Theme *theme, QWidget *parent);

    /// Puts a choice of the caller's above the others.
    void addFirst(const QString &label, QComboBox *choice);
    /// @param uses of ExportUse
    void setUses(std::uint16_t uses);
    void hideUnused(); ///< what cannot be chosen now is not shown at all
    /// Range and secrets keep what they are at first: all messages, none.
    void setOptions(const ExportOptions &options);
    ExportOptions options() const;

Q_SIGNALS:
    void changed();

private:
    struct Part
    {
        QWidget *widget;
        std::uint16_t use;
    };

    void addRange(const Trace &trace);
    void addLabels();
    void addSecrets();
    QComboBox *addChoice(const QString &label, std::uint16_t use, const QList<std::pair<QString, QVariant>> &items);
    QCheckBox *makeCheck(const QString &label, std::uint16_t use);
    void prepare(QComboBox *box);
    void alignLabels();
    void keepInOrder(bool toMoved);

    const Theme *m_look;
    QFormLayout *m_form;
    QStringListModel m_messages; ///< "4 server_key_exchange"
    std::vector<Part> m_parts;
    QComboBox *m_from = nullptr;
    QComboBox *m_to = nullptr;
    QComboBox *m_depth = nullptr;
    QComboBox *m_theme = nullptr;
    QComboBox *m_page = nullptr;
    QComboBox *m_language = nullptr;
    QComboBox *m_scale = nullptr;
    QComboBox *m_paths = nullptr;
    QCheckBox *m_bytes = nullptr;
    QCheckBox *m_fields = nullptr;
    QCheckBox *m_states = nullptr;
    QCheckBox *m_times = nullptr;
    QCheckBox *m_notes = nullptr;
    QCheckBox *m_handout = nullptr;
    QCheckBox *m_secrets = nullptr;
};

} // namespace hd::ui
