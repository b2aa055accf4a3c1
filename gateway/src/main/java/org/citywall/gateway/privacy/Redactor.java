package org.citywall.gateway.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.citywall.contracts.Nullable;

/**
 * Masks the texts of one event: what {@link Masking} recognises, and what is known of the callers
 * wherever it stands. Confined to one thread.
 */
public final class Redactor {
    private static final int SHORTEST_NUMBER = 5;

    private final List<Known> known = new ArrayList<>();

    private record Known(Pattern pattern, String mask) {}

    /** Knows this address, if it is not null. */
    public Redactor(@Nullable String address) {
        if (address != null && address.strip().length() > SHORTEST_NUMBER) {
            known.add(new Known(literally(address.strip()), Masking.address(address)));
        }
    }

    /** Knows this caller too; what is null is not known. */
    public void know(@Nullable String name, @Nullable String phone, @Nullable String idNumber) {
        number(idNumber, idNumber == null ? "" : Masking.idCard(idNumber));
        number(phone, phone == null ? "" : Masking.phone(phone));
        if (name != null && name.strip().codePointCount(0, name.strip().length()) > 1) {
            known.add(new Known(spaced(name.strip()), Masking.name(name)));
        }
    }

    /** The text as it may be shown; null stays null. */
    public @Nullable String text(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String masked = text;
        for (Known each : known) {
            masked = Masking.replace(masked, each.pattern(), match -> each.mask());
        }
        return Masking.text(masked);
    }

    private void number(@Nullable String number, String mask) {
        if (number == null) {
            return;
        }
        String plain = Masking.plain(number).replaceAll("[^0-9Xx]", "");
        if (plain.length() >= SHORTEST_NUMBER) {
            String pattern =
                    plain.chars()
                            .mapToObj(c -> c == 'x' || c == 'X' ? "[Xx]" : String.valueOf((char) c))
                            .collect(Collectors.joining(Masking.GAP));
            known.add(new Known(Pattern.compile(pattern), mask));
        }
    }

    private static Pattern literally(String text) {
        return Pattern.compile(Pattern.quote(Masking.plain(text)));
    }

    /** A name is found with spaces between its characters too, in whatever case. */
    private static Pattern spaced(String name) {
        String pattern =
                Masking.plain(name)
                        .codePoints()
                        .filter(c -> !Character.isWhitespace(c))
                        .mapToObj(c -> Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining("\\s*"));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
