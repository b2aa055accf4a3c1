import { createApp } from 'vue';
import '../design/tokens.css';
import './page.css';
import { createWords, startLanguage } from '../i18n';
import WallApp from './WallApp.vue';

createApp(WallApp).use(createWords(startLanguage())).mount('#app');
