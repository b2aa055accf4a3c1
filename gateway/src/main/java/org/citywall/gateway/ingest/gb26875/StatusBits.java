package org.citywall.gateway.ingest.gb26875;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names of the status bits of GB/T 26875.3, and which of them are faults. */
final class StatusBits {
    static final int NORMAL = 1;
    static final int FIRE = 1 << 1;
    static final int SHIELD = 1 << 3;
    static final int SUPERVISE = 1 << 4;
    static final int START = 1 << 5;
    static final int FEEDBACK = 1 << 6;
    static final int DELAY = 1 << 7;
    static final int MANUAL = 1 << 11;
    static final int RECONFIGURED = 1 << 12;
    static final int RESET = 1 << 13;

    /** Faults of a system (type 1). */
    static final Map<Integer, String> SYSTEM_FAULTS =
            faults(Map.of(2, "故障", 8, "主电故障", 9, "备电故障", 10, "总线故障"));

    /** Faults of a component (type 2). */
    static final Map<Integer, String> COMPONENT_FAULTS = faults(Map.of(2, "故障", 8, "电源故障"));

    /** Faults of the transmission device itself (type 21). */
    static final Map<Integer, String> DEVICE_FAULTS =
            faults(Map.of(2, "故障", 3, "主电故障", 4, "备电故障", 5, "与中心通信信道故障", 6, "监测连接线路故障"));

    private StatusBits() {}

    private static Map<Integer, String> faults(Map<Integer, String> byBit) {
        return new TreeMap<>(byBit);
    }

    /** The words of the bits that are set, joined by 、; empty if none is. */
    static String words(int bits, Map<Integer, String> byBit) {
        List<String> words = new ArrayList<>();
        byBit.forEach(
                (bit, word) -> {
                    if ((bits >> bit & 1) != 0) {
                        words.add(word);
                    }
                });
        return String.join("、", words);
    }
}
