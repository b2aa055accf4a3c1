package org.citywall.gateway.db;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds in the text of a migration what a gateway of the version before could not live with: it
 * reads and writes the new tables until it is replaced. A table that the same migration makes is
 * unknown to it, and may have anything.
 */
final class MigrationSteps {
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
    private static final Pattern MADE = named("create table(?: if not exists)?");
    private static final Pattern ALTERED = named("alter table(?: only)?(?: if exists)?");
    private static final Pattern UNIQUE = named("create unique index \\w+ on");
    private static final Pattern UNIQUE_NAME = named("create unique index");

    /** Of whole statements. */
    private static final Pattern BREAKS =
            Pattern.compile(
                    "^(drop (?!index)|truncate|alter (?!table|index)\\w+ .*\\brename|"
                            + "alter table .*\\brename\\b|create (or replace )?(trigger|rule))");

    /** Of the parts of ALTER TABLE on a table that was there. */
    private static final Pattern BREAKS_TABLE =
            Pattern.compile(
                    "^(drop|rename|set schema|add (constraint|check|primary key|unique|foreign|"
                            + "exclude)|alter (column )?\\w+ (type|set data type|set not null|"
                            + "drop default|drop not null))\\b");

    private static final Pattern NEW_COLUMN = Pattern.compile("^add (column )?.*");

    private MigrationSteps() {}

    private static Pattern named(String begin) {
        return Pattern.compile("^" + begin + " (\\w+)");
    }

    /**
     * The steps that break the version before, in lower case, one blank between words.
     *
     * @param before unique indexes that earlier migrations made; those of this one are added
     */
    static List<String> breaking(String sql, Set<String> before) {
        List<String> breaking = new ArrayList<>();
        Set<String> made = new HashSet<>();
        for (String statement : statements(sql)) {
            name(MADE, statement).ifPresent(made::add);
            boolean isNew =
                    name(ALTERED, statement).or(() -> name(UNIQUE, statement)).stream()
                            .anyMatch(made::contains);
            name(UNIQUE_NAME, statement).ifPresent(before::add);
            if (!isNew && breaks(statement, before)) {
                breaking.add(statement);
            }
        }
        return breaking;
    }

    private static boolean breaks(String statement, Set<String> unique) {
        if (BREAKS.matcher(statement).find() || UNIQUE.matcher(statement).find()) {
            return true;
        }
        if (statement.startsWith("drop index")) {
            return unique.stream().anyMatch(name -> statement.matches(".*\\b" + name + "\\b.*"));
        }
        Matcher altered = ALTERED.matcher(statement);
        return altered.find()
                && parts(statement.substring(altered.end())).anyMatch(MigrationSteps::bad);
    }

    /** Of a column that is new: the version before writes rows without it. */
    private static boolean bad(String part) {
        if (BREAKS_TABLE.matcher(part).find()) {
            return true;
        }
        boolean mustBeWritten = part.contains("not null") && !part.contains("default");
        boolean mustBeAlone = part.matches(".*\\b(unique|primary key)\\b.*");
        return NEW_COLUMN.matcher(part).matches() && (mustBeWritten || mustBeAlone);
    }

    /** Split at the commas that stand in no brackets. */
    private static Stream<String> parts(String actions) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < actions.length(); i++) {
            char c = actions.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(actions.substring(from, i).trim());
                from = i + 1;
            }
        }
        parts.add(actions.substring(from).trim());
        return parts.stream();
    }

    private static List<String> statements(String sql) {
        String plain = TEXT.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
        List<String> statements = new ArrayList<>();
        for (String statement : plain.split(";", -1)) {
            String one = statement.trim().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            if (!one.isEmpty()) {
                statements.add(one);
            }
        }
        return statements;
    }

    private static Optional<String> name(Pattern pattern, String statement) {
        Matcher matcher = pattern.matcher(statement);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
