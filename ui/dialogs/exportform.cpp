// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/exportform.h"

#include "export/formats.h"
#include "text/language.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace hd::ui {

ExportForm::ExportForm(const Trace &trace, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_look(theme), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins({});
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addRange(trace);
    m_depth = addChoice(tr("One arrow for each"), UsesRange,
                        {{tr("message"), int(Depth::Message)}, {tr("flight"), int(Depth::Flight)}});
    addLabels();
    m_theme = addChoice(tr("Colours"), UsesTheme,
                        {{tr("Light"), int(ExportTheme::Light)},
                         {tr("Dark"), int(ExportTheme::Dark)},
                         {tr("Black and white"), int(ExportTheme::Mono)}});
    m_page = addChoice(tr("Page"), UsesPage,
                       {{tr("as large as the picture"), int(ExportPage::Fit)},
                        {tr("A4"), int(ExportPage::A4)},
                        {tr("US Letter"), int(ExportPage::Letter)},
                        {tr("slide, 16:9"), int(ExportPage::Wide)},
                        {tr("column of an article, 85 mm"), int(ExportPage::Column)}});
    QList<std::pair<QString, QVariant>> languages;
    for (const QString &code : Language::available())
        languages.append({Language::nativeName(code), code});
    m_language = addChoice(tr("Language"), UsesLanguage, languages);
    m_scale = addChoice(
        tr("Size of a PNG"), UsesScale,
        {{tr("as on the screen"), 1.0}, {tr("twice"), 2.0}, {tr("three times"), 3.0}, {tr("four times"), 4.0}});
    m_paths = addChoice(tr("Letters"), UsesPaths,
                        {{tr("as the language needs it"), QVariant()},
                         {tr("text, with fonts of the reader"), false},
                         {tr("outlines, the same everywhere"), true}});
    m_handout = makeCheck(tr("A page for each message"), UsesHandout);
    m_form->addRow(QString(), m_handout);
    addSecrets();
    setOptions({});
    m_look->follow(this, [this] {
        m_form->setVerticalSpacing(m_look->px(8));
        m_form->setHorizontalSpacing(m_look->px(16));
        alignLabels();
    });
}

/// Each in the middle of what it names.
void ExportForm::alignLabels()
{
    for (int row = 0; row < m_form->rowCount(); ++row) {
        const QLayoutItem *label = m_form->itemAt(row, QFormLayout::LabelRole);
        if (label && label->widget())
            label->widget()->setMinimumHeight(m_form->itemAt(row, QFormLayout::FieldRole)->widget()->minimumHeight());
    }
}

void ExportForm::addFirst(const QString &label, QComboBox *choice)
{
    prepare(choice);
    m_form->insertRow(0, label, choice);
    alignLabels();
}

void ExportForm::prepare(QComboBox *box)
{
    m_look->follow(box, [this, box] { box->setMinimumHeight(m_look->px(32)); });
}

QComboBox *ExportForm::addChoice(const QString &label, std::uint16_t use,
                                 const QList<std::pair<QString, QVariant>> &items)
{
    auto *box = new QComboBox(this);
    prepare(box);
    for (const auto &[text, value] : items)
        box->addItem(text, value);
    m_form->addRow(label, box);
    m_parts.push_back({box, use});
    connect(box, &QComboBox::currentIndexChanged, this, &ExportForm::changed);
    return box;
}

QCheckBox *ExportForm::makeCheck(const QString &label, std::uint16_t use)
{
    auto *box = new QCheckBox(label, this);
    m_look->follow(box, [this, box] { box->setMinimumHeight(m_look->px(24)); });
    m_parts.push_back({box, use});
    connect(box, &QCheckBox::toggled, this, &ExportForm::changed);
    return box;
}

void ExportForm::addRange(const Trace &trace)
{
    QStringList names;
    for (std::size_t i = 0; i < trace.messages.size(); ++i)
        names.append(QStringLiteral("%1 %2").arg(i + 1).arg(QString::fromStdString(trace.messages[i].name)));
    m_messages.setStringList(names);
    for (QComboBox **box : {&m_from, &m_to}) {
        *box = new QComboBox(this);
        (*box)->setModel(&m_messages);
        (*box)->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // there may be very many
        (*box)->setMinimumContentsLength(22);
        prepare(*box);
        m_parts.push_back({*box, UsesRange});
    }
    m_to->setCurrentIndex(m_messages.rowCount() - 1);
    m_form->addRow(tr("From message"), m_from);
    m_form->addRow(tr("to message"), m_to);
    connect(m_from, &QComboBox::currentIndexChanged, this, [this] { keepInOrder(false); });
    connect(m_to, &QComboBox::currentIndexChanged, this, [this] { keepInOrder(true); });
}

void ExportForm::keepInOrder(bool toMoved)
{
    if (m_from->currentIndex() <= m_to->currentIndex())
        Q_EMIT changed();
    else if (toMoved)
        m_from->setCurrentIndex(m_to->currentIndex());
    else
        m_to->setCurrentIndex(m_from->currentIndex());
}

void ExportForm::addLabels()
{
    m_bytes = makeCheck(tr("Sizes"), UsesLabels);
    m_fields = makeCheck(tr("Main fields of each message"), UsesLabels);
    m_states = makeCheck(tr("States of both parties"), UsesLabels);
    m_times = makeCheck(tr("Times"), UsesLabels);
    m_notes = makeCheck(tr("Messages that were not sent, and why"), UsesLabels);
    m_form->addRow(tr("With"), m_bytes);
    for (QCheckBox *box : {m_fields, m_states, m_times, m_notes})
        m_form->addRow(QString(), box);
}

void ExportForm::addSecrets()
{
    m_secrets = makeCheck(tr("Secrets"), UsesSecrets);
    auto *meaning =
        new QLabel(tr("Whoever has a file with secrets can read what was encrypted in this connection."), this);
    meaning->setWordWrap(true);
    meaning->setTextFormat(Qt::PlainText);
    m_secrets->setAccessibleDescription(meaning->text());
    m_form->addRow(QString(), m_secrets);
    m_form->addRow(QString(), meaning);
    m_parts.push_back({meaning, UsesSecrets});
}

void ExportForm::setUses(std::uint16_t uses)
{
    for (const Part &part : m_parts) {
        part.widget->setEnabled((uses & part.use) != 0);
        if (QWidget *label = m_form->labelForField(part.widget))
            label->setEnabled(part.widget->isEnabled());
    }
}

void ExportForm::hideUnused()
{
    for (const Part &part : m_parts)
        if (!part.widget->isEnabled())
            m_form->setRowVisible(part.widget, false);
}

static void choose(QComboBox *box, const QVariant &value)
{
    box->setCurrentIndex(std::max(box->findData(value), 0));
}

void ExportForm::setOptions(const ExportOptions &options)
{
    choose(m_depth, int(options.depth));
    choose(m_theme, int(options.theme));
    choose(m_page, int(options.page));
    choose(m_language, options.language);
    choose(m_scale, options.scale);
    m_paths->setCurrentIndex(!options.textAsPaths ? 0 : *options.textAsPaths ? 2 : 1);
    m_bytes->setChecked(options.bytes);
    m_fields->setChecked(options.fields);
    m_states->setChecked(options.states);
    m_times->setChecked(options.times);
    m_notes->setChecked(options.notes);
    m_handout->setChecked(options.handout);
}

ExportOptions ExportForm::options() const
{
    ExportOptions options;
    options.from = static_cast<std::uint32_t>(std::max(m_from->currentIndex(), 0)) + 1;
    if (m_to->currentIndex() + 1 < m_to->count())
        options.to = static_cast<std::uint32_t>(m_to->currentIndex()) + 1;
    options.depth = static_cast<Depth>(m_depth->currentData().toInt());
    options.theme = static_cast<ExportTheme>(m_theme->currentData().toInt());
    options.page = static_cast<ExportPage>(m_page->currentData().toInt());
    options.language = m_language->currentData().toString();
    options.scale = m_scale->currentData().toDouble();
    if (m_paths->currentIndex() > 0)
        options.textAsPaths = m_paths->currentData().toBool();
    options.bytes = m_bytes->isChecked();
    options.fields = m_fields->isChecked();
    options.states = m_states->isChecked();
    options.times = m_times->isChecked();
    options.notes = m_notes->isChecked();
    options.handout = m_handout->isChecked();
    options.withSecrets = m_secrets->isChecked();
    return options;
}

} // namespace hd::ui
