package org.citywall.gateway.oncall;

import java.time.ZoneId;
import java.util.List;
import org.citywall.gateway.oncall.readiness.ReadinessPolicy;

/**
 * How it is found who is on call.
 *
 * @param zone of rotas that name none
 * @param reach who is next if nobody is on call
 * @param readiness when who comes on is asked whether messages reach them
 */
public record OnCallOptions(ZoneId zone, ReachPolicy reach, ReadinessPolicy readiness) {
    /** The city's zone; the posts of the chain as the steps that we ship name the leader. */
    public static OnCallOptions defaults() {
        return new OnCallOptions(
                ZoneId.of("Asia/Shanghai"),
                new ReachPolicy(List.of("网格长", "带班领导")),
                ReadinessPolicy.defaults());
    }
}
