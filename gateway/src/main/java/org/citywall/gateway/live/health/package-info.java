/** Topic {@code health}: how old the newest data of each feed is, and which part is broken. */
package org.citywall.gateway.live.health;
