package org.citywall.stream.fire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.citywall.contracts.fire.FireSignal;
import org.citywall.contracts.fire.TestWindow;

/** The sentences about registered tests. */
final class DrillWords {
    private DrillWords() {}

    static String taken(TestWindow test, FireSignal signal, FireCondition condition) {
        return FireWords.reason(signal, condition) + "：属登记测试，不报红（" + about(test) + "）";
    }

    static String restored(TestWindow test, FireSignal signal) {
        return FireWords.deviceAndPoint(signal.deviceId(), signal.point()) + "测试后已恢复";
    }

    static String ended(TestWindow test) {
        return "登记测试已到期（" + about(test) + "）";
    }

    static String cancelled(TestWindow test) {
        return "登记测试已撤销（" + about(test) + "）";
    }

    /** Why what alarms now, and all that was taken before, is real. */
    static String broken(TestWindow test, FireSignal by) {
        return "登记测试被打断（%s报警不在测试范围内），此前按测试记录的报警一并转为真实报警"
                .formatted(FireWords.deviceAndPoint(by.deviceId(), by.point()));
    }

    static Map<String, String> evidence(TestWindow test, FireSignal signal) {
        Map<String, String> evidence =
                new LinkedHashMap<>(FireWords.evidence(signal, Account.NONE));
        evidence.put("登记人", test.byName());
        evidence.put("测试时间", span(test));
        evidence.put("事由", test.reason());
        return evidence;
    }

    private static String about(TestWindow test) {
        return test.byName() + "登记，" + span(test) + "，" + test.reason();
    }

    private static String span(TestWindow test) {
        return FireWords.clock(test.from()) + " 至 " + FireWords.clock(test.to());
    }
}
