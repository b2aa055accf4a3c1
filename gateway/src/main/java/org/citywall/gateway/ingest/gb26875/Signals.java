package org.citywall.gateway.ingest.gb26875;

import static org.citywall.contracts.fire.FireSignalKind.ALARM;
import static org.citywall.contracts.fire.FireSignalKind.FAULT;
import static org.citywall.contracts.fire.FireSignalKind.FEEDBACK;
import static org.citywall.contracts.fire.FireSignalKind.MANUAL_AUTO;
import static org.citywall.contracts.fire.FireSignalKind.OPERATION;
import static org.citywall.contracts.fire.FireSignalKind.PRESS;
import static org.citywall.contracts.fire.FireSignalKind.RESET;
import static org.citywall.contracts.fire.FireSignalKind.RESTORE;
import static org.citywall.contracts.fire.FireSignalKind.SHIELD;
import static org.citywall.contracts.fire.FireSignalKind.START;
import static org.citywall.contracts.fire.FireSignalKind.SUPERVISE;
import static org.citywall.contracts.fire.FireSignalKind.TEST;

import java.util.LinkedHashMap;
import java.util.Map;
import org.citywall.contracts.fire.FireSignalKind;

/**
 * What the bits of one object mean: signal kind to detail, in the order in which the signals must
 * be taken. What ends conditions stands first, so that what the same object begins stays.
 */
final class Signals {
    private final Map<FireSignalKind, String> found = new LinkedHashMap<>();

    private Signals() {}

    /** Status of a system, 16 bits. */
    static Map<FireSignalKind, String> ofSystem(int bits) {
        Signals signals = new Signals();
        if ((bits & StatusBits.RESET) != 0) {
            signals.add(RESET, "系统复位");
        }
        signals.conditions(bits, ALARM, StatusBits.words(bits, StatusBits.SYSTEM_FAULTS));
        signals.addIf(bits, StatusBits.MANUAL, MANUAL_AUTO, "手动状态");
        signals.addIf(bits, StatusBits.RECONFIGURED, OPERATION, "配置改变");
        return signals.found;
    }

    /** Status of a component, 16 bits of which 9 have a meaning. */
    static Map<FireSignalKind, String> ofComponent(int bits, boolean byHand) {
        Signals signals = new Signals();
        signals.conditions(
                bits, byHand ? PRESS : ALARM, StatusBits.words(bits, StatusBits.COMPONENT_FAULTS));
        return signals.found;
    }

    /** Status of the transmission device, 8 bits. */
    static Map<FireSignalKind, String> ofDevice(int bits) {
        Signals signals = new Signals();
        signals.alarmOrEnd(bits, ALARM, StatusBits.words(bits, StatusBits.DEVICE_FAULTS), false);
        return signals.found;
    }

    /** Flags of an operation, of a system or of the transmission device. */
    static Map<FireSignalKind, String> ofOperation(int flags, boolean isOfDevice) {
        Signals signals = new Signals();
        signals.addIf(flags, 1, RESET, "复位");
        signals.addIf(flags, 1 << 3, RESTORE, "警情消除");
        signals.addIf(flags, 1 << 2, PRESS, "手动报警");
        signals.addIf(flags, 1 << 4, TEST, "自检");
        signals.addIf(flags, 1 << 6, TEST, "测试");
        signals.addIf(flags, 1 << 1, OPERATION, "消音");
        signals.addIf(flags, 1 << 5, OPERATION, isOfDevice ? "查岗应答" : "确认");
        return signals.found;
    }

    private void conditions(int bits, FireSignalKind fire, String faults) {
        boolean other = (bits & (StatusBits.SHIELD | StatusBits.SUPERVISE)) != 0;
        alarmOrEnd(bits, fire, faults, other);
        addIf(bits, StatusBits.SHIELD, SHIELD, "屏蔽");
        addIf(bits, StatusBits.SUPERVISE, SUPERVISE, "监管");
        addIf(bits, StatusBits.START, START, "启动");
        addIf(bits, StatusBits.FEEDBACK, FEEDBACK, "反馈");
        addIf(bits, StatusBits.DELAY, OPERATION, "延时");
    }

    /** A status without any condition says that all of its object have ended. */
    private void alarmOrEnd(int bits, FireSignalKind fire, String faults, boolean other) {
        if ((bits & StatusBits.FIRE) != 0) {
            add(fire, "");
        }
        if (!faults.isEmpty()) {
            add(FAULT, faults);
        }
        if (found.isEmpty() && !other) {
            add(RESTORE, "");
        }
    }

    private void addIf(int bits, int mask, FireSignalKind kind, String detail) {
        if ((bits & mask) != 0) {
            add(kind, detail);
        }
    }

    /** One signal of a kind: what comes again adds its words. */
    private void add(FireSignalKind kind, String detail) {
        found.merge(kind, detail, (before, more) -> before + "、" + more);
    }
}
