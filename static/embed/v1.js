(()=>{const o=new URL(document.currentScript.src).origin,k=Symbol.for("somerec "+o),
q=f=>f.contentWindow.postMessage({somerec:1,type:"hello"},"*"),
s=()=>[...document.querySelectorAll("iframe")].filter(f=>f.src.startsWith(o+"/e/"));if(document[k])return;document[k]=1;
addEventListener("message",e=>{const d=e.data;if(e.origin!=o||!d||d.somerec!=1)return;
for(const f of s())if(f.contentWindow==e.source){if(d.type=="hello")return q(f);
if(d.type=="size"&&d.height>99&&d.height<1e6)
f.style.setProperty("height",d.height+(getComputedStyle(f).boxSizing[0]=="b"?f.offsetHeight-f.clientHeight:0)+"px","important");
if(d.type=="page"&&d.moved&&f.getBoundingClientRect().top<0)f.scrollIntoView();
f.dispatchEvent(new CustomEvent("somerec",{detail:d,bubbles:true}))}});s().forEach(q)})()
