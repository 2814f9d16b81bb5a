import { ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useLanguage } from "../texts/index.ts";

/** The colours and sizes of base.css, for the component library. */
const theme: ThemeConfig = {
  token: {
    colorPrimary: "#0b5394",
    colorLink: "#0b5394",
    colorText: "#1b2530",
    colorTextSecondary: "#4b5866",
    colorTextPlaceholder: "#5c6773",
    colorBorder: "#8793a0",
    colorError: "#b3261e",
    borderRadius: 4,
    fontSize: 14,
    fontFamily: "var(--mr-font)",
    motion: false,
  },
  components: { Table: { headerBg: "#f4f6f8", headerColor: "#4b5866", cellPaddingBlockSM: 8 } },
};

/** The nonce of this very page, which lets the component library add its styles under the strict policy. */
function pageNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce || undefined;
}

/**
 * Must stand around every use of the component library: language, theme and nonce. Only pages that use the library
 * load it; the front page does without.
 */
export function AntdFrame({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const nonce = pageNonce();
  return (
    <ConfigProvider locale={language === "zh" ? zhCN : enUS} theme={theme} {...(nonce ? { csp: { nonce } } : {})}>
      {children}
    </ConfigProvider>
  );
}
