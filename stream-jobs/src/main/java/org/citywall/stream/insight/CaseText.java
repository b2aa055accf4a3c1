package org.citywall.stream.insight;

import info.debatty.java.stringsimilarity.SorensenDice;
import java.text.Normalizer;
import java.util.Locale;
import org.citywall.contracts.Nullable;

/**
 * Compares complaints. Texts of hotlines arrive dirty: full-width digits, stray spaces, punctuation
 * by taste; so both are brought into one form first. Pairs of characters (Dice) suit Chinese, which
 * has no spaces between words.
 */
final class CaseText {
    private static final int MOST = 300;
    private static final SorensenDice PAIRS = new SorensenDice(2);

    private CaseText() {}

    /** One form: NFKC, lower case, letters and digits alone, at most 300 characters. */
    static String plain(@Nullable String title, @Nullable String text) {
        String all = (title == null ? "" : title) + (text == null ? "" : text);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(all, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .limit(MOST)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** 0 (nothing in common) to 1 (the same). */
    static double similarity(String a, String b) {
        return PAIRS.similarity(a, b);
    }
}
