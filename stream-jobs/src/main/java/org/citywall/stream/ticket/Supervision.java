package org.citywall.stream.ticket;

/** Why a case is watched: bits, since several causes may hold at once. */
enum Supervision {
    OVERDUE("超期"),
    SECOND_DISPATCH("二次派单"),
    HOT("热点"),
    INSTRUCTED("领导批示"),
    MEDIA("媒体曝光"),
    PERSON("人工督办");

    private final String words;

    Supervision(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    int bit() {
        return 1 << ordinal();
    }
}
