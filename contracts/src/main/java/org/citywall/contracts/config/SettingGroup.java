package org.citywall.contracts.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Settings under one heading of docs/config.md.
 *
 * @param title the heading
 * @param settings in the order of the page
 */
public record SettingGroup(String title, List<Setting<?>> settings) {

    public SettingGroup {
        settings = List.copyOf(settings);
    }

    /** The group as Markdown: a heading and a table. */
    public String markdown() {
        return settings.stream()
                .map(SettingGroup::row)
                .collect(
                        Collectors.joining(
                                "\n",
                                "### %s\n\n| variable | unit | default | meaning |\n|---|---|---|---|\n"
                                        .formatted(title),
                                "\n"));
    }

    private static String row(Setting<?> setting) {
        String byDefault = setting.byDefault() == null ? "none" : "`" + setting.byDefault() + "`";
        return "| `%s` | %s | %s | %s |"
                .formatted(setting.name(), setting.type(), byDefault, setting.meaning());
    }
}
