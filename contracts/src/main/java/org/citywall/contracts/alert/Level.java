package org.citywall.contracts.alert;

/** Warning levels I to IV of Chinese emergency law: 1 is the gravest. */
public final class Level {
    /** I 级 红. */
    public static final int RED = 1;

    /** II 级 橙. */
    public static final int ORANGE = 2;

    /** III 级 黄. */
    public static final int YELLOW = 3;

    /** IV 级 蓝. */
    public static final int BLUE = 4;

    private Level() {}

    /** The graver of two levels. */
    public static int gravest(int a, int b) {
        return Math.min(a, b);
    }
}
