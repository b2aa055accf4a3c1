package org.citywall.gateway.privacy;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.citywall.contracts.Nullable;

/**
 * Masks what names a person (docs/domain/ticket.md): phones {@code 138****5678}, id cards, plates,
 * names {@code 李**}, and addresses down to the building. Full-width digits and letters count as the
 * others, and separators within a number hide nothing.
 *
 * <p>Pure. What cannot be recognised is not masked: so {@link Redactor} also knows the caller.
 */
public final class Masking {
    /** What may stand between the digits of one number. */
    static final String GAP = "[ \\t.·\\u00a0\\u2010-\\u2015\\u2212-]{0,2}";

    private static final String STARS = "****";

    /** GB 11643: region, date of birth, sequence, check digit; or the 15 digits of before 1999. */
    private static final Pattern ID_CARD =
            Pattern.compile(
                    "(?<![0-9A-Za-z])[1-9]"
                            + digits(5)
                            + "(?:"
                            + GAP
                            + "(?:1"
                            + GAP
                            + "[89]|2"
                            + GAP
                            + "0)"
                            + digits(2)
                            + monthAndDay()
                            + digits(3)
                            + GAP
                            + "[0-9Xx]|"
                            + digits(2)
                            + monthAndDay()
                            + digits(3)
                            + ")(?![0-9A-Za-z])");

    private static final Pattern MOBILE =
            Pattern.compile(
                    "(?<![0-9])(?:(?:\\+|00)?86"
                            + GAP
                            + ")?(1"
                            + GAP
                            + "[3-9]"
                            + digits(9)
                            + ")(?![0-9])");

    private static final Pattern LANDLINE =
            Pattern.compile(
                    "(?<![0-9])(010|02[0-9]|0[3-9][0-9]{2})[)]?"
                            + GAP
                            + "([2-9](?:"
                            + GAP
                            + "[0-9]){6,7})(?![0-9])");

    /** Eight digits alone may be a date; after such a word they are a phone. */
    private static final Pattern LOCAL_LINE =
            Pattern.compile(
                    "(?<=(?:电话|座机|固话|手机|号码|致电|拨打|[Tt][Ee][Ll])[^0-9]{0,4})([2-9](?:"
                            + GAP
                            + "[0-9]){6,7})(?![0-9])");

    /** GA 36: five characters behind the authority, six of new-energy cars. */
    private static final Pattern PLATE =
            Pattern.compile(
                    "([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领]"
                            + GAP
                            + "[A-HJ-NP-Za-hj-np-z])[ ·•.-]{0,2}"
                            + "((?=(?:[A-Za-z]*[0-9]){2})[A-HJ-NP-Za-hj-np-z0-9]{4,5}"
                            + "[A-HJ-NP-Za-hj-np-z0-9挂学警港澳])(?![A-Za-z0-9])");

    private static final Pattern NAMED =
            Pattern.compile("(?<=(?:联系人|姓名|投诉人|来电人|反映人|诉求人|当事人):\\s{0,2})" + "([一-龥])[一-龥·]{1,4}");

    private static final String NUMERAL = "[0-9A-Za-z一二三四五六七八九十百]";
    private static final String ROOM =
            "(?:"
                    + NUMERAL
                    + "{1,4}\\s*(?:单元|梯|层|楼)\\s*)*(?:"
                    + NUMERAL
                    + "{1,5}\\s*(?:室|房|户)|(?:[0-9]{1,2}-)?[A-Za-z]?[0-9]{3,4}(?![0-9年月日号元米])|"
                    + NUMERAL
                    + "{1,4}\\s*单元)";
    private static final Pattern HOME = Pattern.compile("((?:栋|幢|座|号楼|号院|大厦|大楼|公寓|号)\\s*)" + ROOM);

    /** Without its building before it; three digits, so that households that are counted stay. */
    private static final Pattern LONE_ROOM =
            Pattern.compile(
                    "(?<![0-9A-Za-z-])(?:[0-9]{1,2}-)?[A-Za-z]?[0-9]{3,4}\\s*(?:室|房(?![屋间源改产])(?!地产))");

    private static final Pattern BUILDING =
            Pattern.compile(NUMERAL + "{1,4}(?:栋|幢|座|号楼)|大厦|大楼|公寓楼");
    private static final Pattern NUMBER_OF_STREET = Pattern.compile(NUMERAL + "{1,5}号");
    private static final Pattern LOOSE_ROOM =
            Pattern.compile("[0-9A-Za-z-]*[0-9](?:单元|梯|层|楼|室|房|户).*$");

    private Masking() {}

    /** Free text without phones, id cards, plates, homes, and names behind a colon. */
    public static String text(String text) {
        String masked = replace(text, ID_CARD, match -> idCard(match.group()));
        masked = replace(masked, MOBILE, match -> phone(match.group(1)));
        masked = replace(masked, LANDLINE, match -> match.group(1) + "-" + tail(match.group(2)));
        masked = replace(masked, LOCAL_LINE, match -> tail(match.group(1)));
        masked = replace(masked, PLATE, match -> match.group(1) + STARS + last(match.group(2), 1));
        masked = replace(masked, HOME, match -> match.group(1) + "***");
        masked = replace(masked, LONE_ROOM, match -> "***");
        return replace(masked, NAMED, match -> match.group(1) + "**");
    }

    /** {@code 138****5678}; of a number that is none of a phone its last two digits. */
    public static String phone(String phone) {
        String digits = digitsOf(phone);
        if (digits.length() >= 11 && digits.charAt(digits.length() - 11) == '1') {
            String own = digits.substring(digits.length() - 11);
            return own.substring(0, 3) + STARS + own.substring(7);
        }
        if (digits.matches("0[0-9]{9,11}")) {
            int area = digits.matches("(?:010|02).*") ? 3 : 4;
            return digits.substring(0, area) + "-" + tail(digits);
        }
        return STARS + last(digits, Math.min(2, digits.length() / 2));
    }

    /** The first three and the last two characters. */
    public static String idCard(String number) {
        String plain = plain(number).replaceAll("[^0-9Xx]", "");
        return plain.length() < 8
                ? STARS
                : plain.substring(0, 3) + "*".repeat(plain.length() - 5) + last(plain, 2);
    }

    /** {@code 李**}, however long the name is. */
    public static String name(String name) {
        String stripped = name.strip();
        return stripped.isEmpty()
                ? "**"
                : stripped.substring(0, stripped.offsetByCodePoints(0, 1)) + "**";
    }

    /** Down to the building, or to the number of the street where no building is named. */
    public static String address(String address) {
        String plain = plain(address);
        int end = endOfLast(BUILDING, plain);
        if (end < 0) {
            end = endOfLast(NUMBER_OF_STREET, plain);
        }
        String building =
                end >= 0 ? address.substring(0, end) : cut(address, LOOSE_ROOM.matcher(plain));
        return text(building).strip();
    }

    private static String cut(String text, Matcher from) {
        return from.find() ? text.substring(0, from.start()) : text;
    }

    private static int endOfLast(Pattern pattern, String text) {
        int end = -1;
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }

    /** What a match becomes. */
    interface Mask {
        String of(MatchResult match);
    }

    /** Matches are looked for in the plain form, which is as long, and replaced in the text. */
    static String replace(String text, Pattern pattern, Mask mask) {
        Matcher matcher = pattern.matcher(plain(text));
        StringBuilder masked = null;
        int from = 0;
        while (matcher.find()) {
            if (masked == null) {
                masked = new StringBuilder(text.length());
            }
            masked.append(text, from, matcher.start()).append(mask.of(matcher));
            from = matcher.end();
        }
        return masked == null ? text : masked.append(text, from, text.length()).toString();
    }

    /** The same with ASCII for what is full-width; not a character longer or shorter. */
    static String plain(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char as = c >= '\uff01' && c <= '\uff5e' ? (char) (c - 0xfee0) : c;
            as = c == '\u3000' ? ' ' : as;
            if (as != c) {
                plain = plain == null ? new StringBuilder(text) : plain;
                plain.setCharAt(i, as);
            }
        }
        return plain == null ? text : plain.toString();
    }

    /** Its digits as ASCII. */
    static String digitsOf(@Nullable String text) {
        return text == null ? "" : plain(text).replaceAll("[^0-9]", "");
    }

    private static String tail(String number) {
        return STARS + last(digitsOf(number), 4);
    }

    private static String last(String text, int characters) {
        return text.substring(text.length() - characters);
    }

    private static String digits(int count) {
        return "(?:" + GAP + "[0-9]){" + count + "}";
    }

    private static String monthAndDay() {
        return GAP
                + "(?:0"
                + GAP
                + "[1-9]|1"
                + GAP
                + "[0-2])"
                + GAP
                + "(?:0"
                + GAP
                + "[1-9]|[12]"
                + GAP
                + "[0-9]|3"
                + GAP
                + "[01])";
    }
}
