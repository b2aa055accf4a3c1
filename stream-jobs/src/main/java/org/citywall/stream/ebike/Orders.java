package org.citywall.stream.ebike;

import org.citywall.contracts.ebike.PortOrder;

/** Takes an order. */
final class Orders {
    private Orders() {}

    static void take(EbikeDraft draft, PortOrder order) {
        draft.site.orderIds = draft.site.orderIds.with(order.commandId(), draft.now, 1);
    }
}
