package org.citywall.stream.ticket;

/** Why a case is watched: bits, since several causes may hold at once; they lie in state. */
enum Supervision {
    OVERDUE("超期", 1),
    SECOND_DISPATCH("二次派单", 2),
    HOT("热点", 4),
    INSTRUCTED("领导批示", 8),
    MEDIA("媒体曝光", 16),
    PERSON("人工督办", 32);

    private final String words;
    private final int bit;

    Supervision(String words, int bit) {
        this.words = words;
        this.bit = bit;
    }

    String words() {
        return words;
    }

    int bit() {
        return bit;
    }
}
