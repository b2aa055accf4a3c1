/**
 * The WebSocket {@code /ws}, subprotocol {@code citywall.v1}. One {@link
 * org.citywall.gateway.live.ws.Hub} per event loop owns the sessions of that loop; a session is
 * only ever touched on it, so there is no lock and no slow reader that another could wait for.
 */
package org.citywall.gateway.live.ws;
