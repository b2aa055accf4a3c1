package org.citywall.launcher.demo.devices.tickets;

import java.util.List;
import org.citywall.launcher.demo.plan.Dice;

/**
 * Somebody who calls; invented. The phone has a prefix and the id card a region that nobody is
 * given.
 *
 * @param name in words
 * @param phone mobile
 * @param idNumber of an id card, with its check digit
 * @param plate of a car that is in somebody's way
 */
record Resident(String name, String phone, String idNumber, String plate) {
    private static final List<String> FAMILIES =
            List.of("赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "欧阳", "蒋");
    private static final List<String> GIVEN =
            List.of("晓岚", "建国", "梓涵", "丽华", "志强", "雨桐", "秀英", "浩然", "敏", "海燕", "文博", "淑珍");
    private static final String PHONE_PREFIX = "1540000";
    private static final String REGION = "990101";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    static Resident invented(Dice dice) {
        String phone = PHONE_PREFIX + "%04d".formatted(dice.below(10_000));
        String body =
                REGION
                        + (1950 + dice.below(55))
                        + "%02d%02d".formatted(1 + dice.below(12), 1 + dice.below(28))
                        + "%03d".formatted(dice.below(1_000));
        return new Resident(
                dice.oneOf(FAMILIES) + dice.oneOf(GIVEN),
                phone,
                body + check(body),
                "粤B·%05d".formatted(dice.below(1_000)));
    }

    /** ISO 7064 MOD 11-2, as GB 11643 has it. */
    static char check(String body) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11);
    }
}
