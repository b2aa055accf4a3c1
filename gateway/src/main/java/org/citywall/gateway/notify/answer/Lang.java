package org.citywall.gateway.notify.answer;

import java.util.Locale;
import org.citywall.contracts.Nullable;

/** Language of a page: Chinese, unless somebody asks for English. */
enum Lang {
    ZH("zh-CN", "zh"),
    EN("en", "en");

    private final String tag;
    private final String word;

    Lang(String tag, String word) {
        this.tag = tag;
        this.word = word;
    }

    /** As it stands in links and forms. */
    String word() {
        return word;
    }

    /** For the {@code lang} attribute. */
    String tag() {
        return tag;
    }

    /** The words of this language. */
    String say(String zh, String en) {
        return this == ZH ? zh : en;
    }

    Lang other() {
        return this == ZH ? EN : ZH;
    }

    /**
     * The language that is wanted.
     *
     * @param chosen {@code lang} of the query: zh or en; null: nobody chose
     * @param accepted header {@code Accept-Language}: what stands first counts, as browsers order
     *     it; null: none
     */
    static Lang of(@Nullable String chosen, @Nullable String accepted) {
        if (chosen != null) {
            return chosen.equals(EN.word) ? EN : ZH;
        }
        if (accepted == null) {
            return ZH;
        }
        for (String range : accepted.split(",", -1)) {
            String language = range.strip().toLowerCase(Locale.ROOT);
            if (language.startsWith("zh")) {
                return ZH;
            }
            if (language.startsWith("en")) {
                return EN;
            }
        }
        return ZH;
    }
}
