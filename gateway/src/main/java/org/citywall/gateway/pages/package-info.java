/** What the browser is given: the web, the base map, the description of the interface. */
package org.citywall.gateway.pages;
