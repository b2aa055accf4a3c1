/** Messages to browsers over their makers' push services (RFC 8030, 8291 and 8292). */
package org.citywall.gateway.notify.webpush;
