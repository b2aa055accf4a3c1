/** Charging sites over REST: pages, settings, orders for ports, and the record of sessions. */
package org.citywall.gateway.charger;
