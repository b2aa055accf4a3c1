package org.citywall.contracts.ebike;

/** How far an order for a port has come (docs/domain/ebike.md, "Cutting a port off"). */
public enum PortOrderState {
    /** Accepted; on its way to the gateway that holds the charger's connection. */
    REQUESTED("已下达", false),
    /** Written to the charger's connection. */
    SENT("已发送", false),
    /** The charger says that it did it: a claim, no proof. */
    ACKED("设备已应答", false),
    /** Measured: less than the limit of power after the charger's answer. */
    VERIFIED("已断电（实测）", true),
    /** The charger refused, or gives power all the same: somebody must go there. */
    FAILED("失败", true),
    /** No connection, no answer, or no measurement in time: nobody knows; somebody must go. */
    TIMEOUT("超时", true),
    /** Not accepted: the reason says why. */
    REFUSED("未受理", true),
    /** The lock was lifted. */
    ENABLED("已恢复", true);

    private final String words;
    private final boolean end;

    PortOrderState(String words, boolean end) {
        this.words = words;
        this.end = end;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether nothing follows. */
    public boolean isEnd() {
        return end;
    }
}
