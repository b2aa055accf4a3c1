/** The channel of CAP 1.2 documents, for centres of the level above and of other cities. */
package org.citywall.gateway.notify.cap;
