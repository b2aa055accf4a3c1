/** The channel of short messages, over whatever HTTP a city's SMS gateway speaks. */
package org.citywall.gateway.notify.sms;
