package org.citywall.gateway.notify.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places such as {@code {{phone}}}, which are filled so that they cannot mean anything
 * but themselves.
 *
 * @param escape how the values are written
 */
record Template(String text, Escape escape) {
    /** What a template may name. */
    static final Set<String> NAMES =
            Set.of("phone", "text", "id", "level", "title", "number", "place", "since", "link");

    private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");

    /** How values are written. */
    enum Escape {
        /** Percent signs, as in an address, a form or a header. */
        URL {
            @Override
            String of(String value) {
                return URLEncoder.encode(value, UTF_8).replace("+", "%20");
            }
        },
        /** Within the quotes of JSON. */
        JSON {
            @Override
            String of(String value) {
                return new String(JsonStringEncoder.getInstance().quoteAsString(value));
            }
        },
        /** Between the tags of XML. */
        XML {
            @Override
            String of(String value) {
                return value.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
            }
        };

        abstract String of(String value);

        /** That of a body of this media type: JSON unless it says something else. */
        static Escape forType(String mediaType) {
            String type = mediaType.toLowerCase(Locale.ROOT);
            return type.contains("form") ? URL : type.contains("xml") ? XML : JSON;
        }
    }

    Template {
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            if (!NAMES.contains(place.group(1))) {
                throw new IllegalArgumentException(
                        "names {{%s}}, which is none of %s"
                                .formatted(place.group(1), NAMES.stream().sorted().toList()));
            }
        }
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    String filled(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(
                        place ->
                                Matcher.quoteReplacement(
                                        escape.of(values.getOrDefault(place.group(1), ""))));
    }
}
